import { expect, test } from "bun:test";
import { keyIntent } from "../composer/key-intent.ts";
import { rowIntent } from "../sidebar/row-keys.ts";
import {
  chatsMap,
  type Deed,
  fieldMap,
  type Keyboard,
  keyboardMap,
  keysOf,
  type MappedPress,
  pageMap,
  rowsOf,
} from "./keyboard-map.ts";
import { shortcutOf } from "./shortcuts.ts";
import { en } from "./words/en.ts";

const web = new URL("../", import.meta.url).pathname;

function press({ key, mod, shift }: MappedPress, command: "ctrlKey" | "metaKey") {
  const held = { shiftKey: shift === true, ctrlKey: false, metaKey: false, altKey: false };
  return { key, keyCode: 0, isComposing: false, ...held, [command]: mod === true };
}

test("the keys that the dialog lists do what it says, with Ctrl and with Cmd", () => {
  for (const command of ["ctrlKey", "metaKey"] as const) {
    for (const [shortcut, { presses }] of Object.entries(pageMap))
      for (const each of presses) expect(String(shortcutOf(press(each, command)))).toBe(shortcut);
    for (const [intent, { presses }] of Object.entries(fieldMap))
      for (const each of presses)
        expect<string>(keyIntent(press(each, command), false)).toBe(intent);
  }
  for (const [kind, { presses }] of Object.entries(chatsMap))
    for (const each of presses)
      expect(String(rowIntent(press(each, "metaKey"), false)?.kind)).toBe(kind);
});

/**
 * Every file that handles keys, and what the dialog lists of it; nothing for one whose keys are no
 * shortcuts. A new one fails the test until it is here, and until the dialog has its keys.
 */
const handlers: Readonly<Record<string, readonly Deed[]>> = {
  "account/personal/memory-form.tsx": ["close"],
  "app/shell.tsx": ["newChat", "search", "sidebar", "focus", "list"],
  "app/shortcuts.ts": ["newChat", "search", "sidebar", "focus", "list"],
  "artifacts/artifact-panel.tsx": ["close"],
  "chat/editing/edit-form.tsx": ["close"],
  // The browser's own keys for scrolling.
  "chat/follow-scroll.ts": [],
  "chat/print-chat.ts": ["print"],
  "chat/quote/quote-button.tsx": ["quote", "close"],
  "chat/reply-controls.ts": ["stop"],
  "chat/small-field.tsx": ["send", "close"],
  "composer/composer.tsx": ["send", "edit", "newline"],
  "composer/dictation/dictation-button.tsx": ["stop"],
  "composer/key-intent.ts": ["send", "edit", "stop", "newline"],
  "models/model-picker.tsx": ["optionMove", "optionChoose"],
  "models/move-active.ts": ["optionMove"],
  "models/picking.ts": ["optionMove", "optionChoose"],
  "search/search-dialog.tsx": ["optionMove", "optionChoose"],
  "sidebar/edge-moves.ts": ["width"],
  "sidebar/row-keys.ts": [
    "chatMove",
    "chatFind",
    "chatActions",
    "chatBack",
    "rename",
    "delete",
    "chatSelect",
    "chatExtend",
    "chatAll",
    "chatLeave",
  ],
  "sidebar/selection-bar.tsx": ["chatLeave"],
  "sidebar/sidebar-edge.tsx": ["width"],
  "sidebar/thread-list.tsx": ["chatMove"],
  "suggestions/composer-menu.ts": ["optionMove"],
  "suggestions/menu-part.tsx": ["optionMove", "optionChoose", "unmention", "close"],
  "suggestions/variables-dialog.tsx": ["send", "newline"],
  // Keys that are typed while a dialog loads are the dialog's.
  "ui/hand-over-keys.ts": [],
  "ui/overlay.ts": ["close"],
  "ui/menu.tsx": ["close"],
  "ui/search-field.tsx": ["optionMove"],
};

/** Comments and words may name keys. */
const handlesKeys =
  /onKey(?:Down|Up|Press)\b|latinKey\(press|"key(?:down|up|press)"|\.key(?:\.toLowerCase\(\))? (?:===|!==) "[^"]|"(?:Arrow|Page)(?:Up|Down|Left|Right)"/;
const comparedKey =
  /(?:\bkey(?:\.toLowerCase\(\))?|latinKey\(press\)) (?:===|!==) "([^"]+)"|case "((?:Arrow|Page)\w+|Home|End|Escape|Enter|Delete|F\d+| |ContextMenu)":/g;

test("every file that handles keys is known, and the dialog has each of its keys", async () => {
  const found: string[] = [];
  const missing: string[] = [];
  const listed = new Map<string, readonly MappedPress[]>(
    keyboardMap.flatMap(({ shortcuts }) =>
      rowsOf(shortcuts).map(({ does, presses }) => [does, presses]),
    ),
  );
  for await (const path of new Bun.Glob("**/*.{ts,tsx}").scan(web)) {
    if (/\.test\.|^app\/keyboard-map/.test(path)) continue;
    const code = await Bun.file(web + path).text();
    if (!handlesKeys.test(code)) continue;
    found.push(path);
    if (handlers[path]?.length === 0) continue;
    const keys = new Set(
      (handlers[path] ?? []).flatMap((does) =>
        (listed.get(does) ?? []).map(({ key }) => key.toLowerCase()),
      ),
    );
    for (const [, compared, handled] of code.matchAll(comparedKey)) {
      const key = compared ?? handled ?? "";
      // The key of menus is beside Shift+F10 on the keyboards that have it.
      if (key !== "ContextMenu" && !keys.has(key.toLowerCase())) missing.push(`${path}: ${key}`);
    }
  }
  expect(found.toSorted()).toEqual(Object.keys(handlers).toSorted());
  expect(missing).toEqual([]);
});

test("each row has words, and the keys have the names of the keyboard at hand", () => {
  const pc: Keyboard = { isMac: false, isRtl: false, space: "Space" };
  for (const { group, shortcuts } of keyboardMap) {
    expect(Object.keys(en)).toContain(`shortcuts.group.${group}`);
    for (const { does, presses } of rowsOf(shortcuts)) {
      expect(Object.keys(en)).toContain(`shortcuts.${does}`);
      // On each keyboard there is a way to press it.
      for (const isMac of [false, true])
        expect(presses.some((each) => keysOf(each, { ...pc, isMac }))).toBe(true);
    }
  }
  const [newChat] = pageMap["new-chat"].presses;
  expect(keysOf(newChat, pc)).toEqual(["Ctrl", "Shift", "O"]);
  expect(keysOf(newChat, { ...pc, isMac: true })).toEqual(["⌘", "⇧", "O"]);
  const [del, back] = chatsMap.delete.presses;
  expect(keysOf(del, { ...pc, isMac: true })).toBeNull();
  expect(keysOf(back, { ...pc, isMac: true })).toEqual(["⌘", "⌫"]);
  const [beside] = chatsMap.beside.presses;
  expect(keysOf(beside, { ...pc, isRtl: true })).toEqual(["←"]);
});
