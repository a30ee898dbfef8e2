import { expect, test } from "bun:test";
import { rowIntent } from "./row-keys.ts";

const press = (key: string, ...held: ("shiftKey" | "ctrlKey" | "metaKey" | "altKey")[]) => ({
  key,
  shiftKey: held.includes("shiftKey"),
  ctrlKey: held.includes("ctrlKey"),
  metaKey: held.includes("metaKey"),
  altKey: held.includes("altKey"),
});

test("the row's actions are where the row ends, in both directions of writing", () => {
  expect(rowIntent(press("ArrowRight"), false)).toEqual({ kind: "beside" });
  expect(rowIntent(press("ArrowRight"), true)).toEqual({ kind: "back" });
  expect(rowIntent(press("ArrowLeft"), true)).toEqual({ kind: "beside" });
});

test("letters search, also those of two code units; keys with a command key are the page's", () => {
  expect(rowIntent(press("É"), false)).toEqual({ kind: "type", character: "É" });
  expect(rowIntent(press("𠮷"), false)).toEqual({ kind: "type", character: "𠮷" });
  expect(rowIntent(press("k", "ctrlKey"), false)).toBeNull();
  expect(rowIntent(press("Enter"), false)).toBeNull();
});

test("threads are selected by Space, Shift with arrows, and Ctrl+A", () => {
  expect(rowIntent(press(" "), false)).toEqual({ kind: "toggle" });
  expect(rowIntent(press("ArrowUp", "shiftKey"), false)).toEqual({ kind: "extend", by: -1 });
  expect(rowIntent(press("a", "metaKey"), false)).toEqual({ kind: "all" });
  expect(rowIntent(press("Escape"), false)).toEqual({ kind: "leave" });
  expect(rowIntent(press("Escape", "shiftKey"), false)).toBeNull();
});

test("the menu opens by its key and by Shift+F10", () => {
  expect(rowIntent(press("ContextMenu"), false)).toEqual({ kind: "actions" });
  expect(rowIntent(press("F10", "shiftKey"), false)).toEqual({ kind: "actions" });
  expect(rowIntent(press("F10"), false)).toBeNull();
});
