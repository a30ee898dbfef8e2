import { expect, test } from "bun:test";
import type { PushMessage } from "../../shared/push.ts";
import { readPushMessage } from "./read-push-message.ts";

const said: PushMessage = {
  tag: "cthr_1",
  title: "A title",
  body: "First words",
  path: "/t/cthr_1",
  lang: "ar",
  dir: "rtl",
};
const dataOf = (value: unknown) => ({ json: () => value });

test("a push of the server is read as it is", () => {
  expect(readPushMessage(dataOf(said))).toEqual(said);
});

test("anything else is still a notification, and leads to the app", () => {
  const broken = {
    json() {
      throw new SyntaxError("not JSON");
    },
  };
  for (const data of [null, broken, ...[null, 7, "text", [], {}].map(dataOf)])
    expect(readPushMessage(data)).toMatchObject({ title: "ChatKit", path: "/" });
});

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "javascript:alert(1)",
  "",
])("a click never leads to %s", (path) =>
  expect(readPushMessage(dataOf({ ...said, path })).path).toBe("/"),
);
