import { expect, test } from "bun:test";
import { triggerAt } from "./trigger.ts";

const atEnd = (text: string) => triggerAt(text, text.length);

test("a slash opens a menu at the start of the message only", () => {
  expect(atEnd("/")).toEqual({ kind: "slash", from: 0, query: "" });
  expect(atEnd("/new ch")).toEqual({ kind: "slash", from: 0, query: "new ch" });
  for (const text of ["", "a /", " /", "/ a", "/new\n", `/${"x".repeat(61)}`, "and/or"])
    expect(atEnd(text)).toBeNull();
  expect(triggerAt("/new", 0)).toBeNull();
  expect(triggerAt("/new", 2)?.query).toBe("n");
});

test("an @ opens a menu where it begins a word, not in an address", () => {
  expect(atEnd("@")).toEqual({ kind: "mention", from: 0, query: "" });
  expect(atEnd("ask @gpt")).toEqual({ kind: "mention", from: 4, query: "gpt" });
  expect(atEnd("line\n@co de")).toEqual({ kind: "mention", from: 5, query: "co de" });
  expect(atEnd("(@a")?.query).toBe("a");
  for (const text of ["ann@example.org", "ann@", "a @ b", "@\n"]) expect(atEnd(text)).toBeNull();
});

test("Chinese, Japanese and Korean need no blank before an @, and may write it wide", () => {
  expect(atEnd("请问@gpt")).toEqual({ kind: "mention", from: 2, query: "gpt" });
  expect(atEnd("好的，＠co")?.query).toBe("co");
  expect(atEnd("모델@x")?.kind).toBe("mention");
  expect(atEnd("／総")).toEqual({ kind: "slash", from: 0, query: "総" });
});
