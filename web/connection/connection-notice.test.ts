import { expect, test } from "bun:test";
import { connectionNotice } from "./connection-notice.ts";

test("an open connection is never a notice, whatever the browser believes of the network", () => {
  expect(connectionNotice("open", false)).toBeNull();
});

test("a lost connection says whether this machine is offline", () => {
  expect(connectionNotice("reconnecting", true)).toBe("reconnecting");
  expect(connectionNotice("closed", true)).toBe("reconnecting");
  expect(connectionNotice("reconnecting", false)).toBe("offline");
  expect(connectionNotice("connecting", true)).toBe("connecting");
});
