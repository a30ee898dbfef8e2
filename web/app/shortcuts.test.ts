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

test("on a keyboard of another script, a shortcut is where its letter is on an American one", () => {
  const at = (code: string, key: string, ...held: ("shiftKey" | "ctrlKey")[]) =>
    shortcutOf({ ...press(key, ...held), code });
  expect(at("KeyK", "ن", "ctrlKey")).toBe("search");
  expect(at("KeyO", "Щ", "ctrlKey", "shiftKey")).toBe("new-chat");
  expect(at("Slash", "ظ", "ctrlKey")).toBe("list-shortcuts");
  // Dvorak has Latin letters in other places.
  expect(at("KeyK", "t", "ctrlKey")).toBeNull();
  expect(at("KeyV", "k", "ctrlKey")).toBe("search");
});
