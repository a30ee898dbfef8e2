import { expect, test } from "bun:test";
import { belowBase } from "./app-links.ts";

test("at the root, every path is of the app", () => {
  for (const path of ["/", "/t/cthr_1", "//x", "/chat"]) expect(belowBase(path, "")).toBe(path);
});

test("below a path, the app's paths begin behind it, and others are not the app's", () => {
  expect(belowBase("/chat/t/cthr_1", "/chat")).toBe("/t/cthr_1");
  expect(belowBase("/chat/", "/chat")).toBe("/");
  expect(belowBase("/chat", "/chat")).toBe("/");
  for (const path of ["/", "/chatty", "/chatty/t/1", "/other/chat/", "/Chat/"])
    expect(belowBase(path, "/chat")).toBeNull();
});
