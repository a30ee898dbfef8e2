import { expect, test } from "bun:test";
import { checkDocs } from "./check-docs.ts";

const files = new Set(["README.md", "docs/a.md", "server/app/app.ts", "web/chat/chat-view.tsx"]);
const check = (text: string) => checkDocs(new Map([["docs/a.md", text]]), files);

test("files that exist may be named by path, by name, and by link", () => {
  expect(
    check("`server/app/app.ts`, `chat-view.tsx`, [home](../README.md#top), [chat](../web/chat/)"),
  ).toEqual([]);
});

test("a dead path is found with its line", () => {
  expect(check("fine\n`server/gone.ts`")).toEqual([
    "docs/a.md:2 names server/gone.ts, which does not exist",
  ]);
  expect(check("`gone.tsx`")).toHaveLength(1);
  expect(check("[x](gone.md)")).toHaveLength(1);
});

test("patterns, commands and addresses are no paths", () => {
  expect(
    check("`server/*/router.ts` `bun run dev` `<name>.ts` [x](https://a.example/b.md) [y](#here)"),
  ).toEqual([]);
});
