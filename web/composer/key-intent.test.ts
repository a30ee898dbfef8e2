import { expect, test } from "bun:test";
import { type KeyPress, keyIntent } from "./key-intent.ts";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  keyCode: 13,
  isComposing: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
});

test("Enter sends; with Shift or Alt it is a new line", () => {
  expect(keyIntent(press("Enter"), false)).toBe("send");
  expect(keyIntent(press("Enter", { shiftKey: true }), false)).toBe("none");
  expect(keyIntent(press("Enter", { altKey: true }), false)).toBe("none");
});

test("Enter never sends while an input method composes", () => {
  expect(keyIntent(press("Enter", { isComposing: true }), false)).toBe("none");
  expect(keyIntent(press("Enter", { keyCode: 229 }), false)).toBe("none");
  expect(keyIntent(press("Enter", { isComposing: true, ctrlKey: true }), false)).toBe("none");
});

test("Return on a touch keyboard is a new line, Ctrl or Cmd with it sends", () => {
  expect(keyIntent(press("Enter"), true)).toBe("none");
  expect(keyIntent(press("Enter", { ctrlKey: true }), true)).toBe("send");
  expect(keyIntent(press("Enter", { metaKey: true }), true)).toBe("send");
});

test("Escape stops, but closes the input method's window first", () => {
  expect(keyIntent(press("Escape"), false)).toBe("stop");
  expect(keyIntent(press("Escape", { isComposing: true }), false)).toBe("none");
  expect(keyIntent(press("Escape", { shiftKey: true }), false)).toBe("none");
});

test("the arrow up recalls the last message, unless it selects, or chooses a candidate", () => {
  expect(keyIntent(press("ArrowUp"), false)).toBe("recall");
  expect(keyIntent(press("ArrowUp"), true)).toBe("recall");
  expect(keyIntent(press("ArrowUp", { isComposing: true }), false)).toBe("none");
  for (const key of ["shiftKey", "altKey", "ctrlKey", "metaKey"])
    expect(keyIntent(press("ArrowUp", { [key]: true }), false)).toBe("none");
});

test("letters are just typed", () => {
  expect(keyIntent(press("a"), false)).toBe("none");
});
