import { expect, test } from "bun:test";
import { shortcutOf } from "./shortcuts.ts";

const press = (key: string, ...held: ("shiftKey" | "ctrlKey" | "metaKey" | "altKey")[]) => ({
  key,
  shiftKey: held.includes("shiftKey"),
  ctrlKey: held.includes("ctrlKey"),
  metaKey: held.includes("metaKey"),
  altKey: held.includes("altKey"),
});

test("the shortcuts work with Ctrl and with Cmd", () => {
  expect(shortcutOf(press("O", "ctrlKey", "shiftKey"))).toBe("new-chat");
  expect(shortcutOf(press("o", "metaKey", "shiftKey"))).toBe("new-chat");
  expect(shortcutOf(press("/", "ctrlKey"))).toBe("list-shortcuts");
  expect(shortcutOf(press("S", "ctrlKey", "shiftKey"))).toBe("toggle-sidebar");
  expect(shortcutOf(press("Escape", "shiftKey"))).toBe("focus-composer");
});

test("a French or Spanish keyboard needs Shift for the slash", () => {
  expect(shortcutOf(press("/", "ctrlKey", "shiftKey"))).toBe("list-shortcuts");
});

test("other keys, and AltGr, are left alone", () => {
  expect(shortcutOf(press("o", "ctrlKey"))).toBeNull();
  expect(shortcutOf(press("Escape"))).toBeNull();
  expect(shortcutOf(press("/"))).toBeNull();
  expect(shortcutOf(press("/", "ctrlKey", "altKey"))).toBeNull();
});
