import { expect, test } from "bun:test";
import { connectionNotice } from "./connection-notice.ts";

const online = { online: true, refusal: null };
const offline = { online: false, refusal: null };

test("an open connection is never a notice, whatever else is believed", () => {
  expect(connectionNotice("open", offline)).toBeNull();
  expect(connectionNotice("open", { online: true, refusal: "address" })).toBeNull();
});

test("a lost connection says whether this machine is offline", () => {
  expect(connectionNotice("reconnecting", online)).toBe("reconnecting");
  expect(connectionNotice("closed", online)).toBe("reconnecting");
  expect(connectionNotice("reconnecting", offline)).toBe("offline");
  expect(connectionNotice("connecting", online)).toBe("connecting");
});

test("a refusal that the server told is said, whatever the browser believes of the network", () => {
  expect(connectionNotice("connecting", { online: true, refusal: "address" })).toBe("address");
  expect(connectionNotice("reconnecting", { online: false, refusal: "upgrade" })).toBe("upgrade");
});
