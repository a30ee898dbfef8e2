import type { KeyIntent } from "../composer/key-intent.ts";
import type { RowIntent } from "../sidebar/row-keys.ts";
import type { Shortcut } from "./shortcuts.ts";

/** A key with what is held. */
export interface MappedPress {
  /** `key` of a `KeyboardEvent`. */
  key: string;
  /** Cmd on a Mac, else Ctrl. */
  mod?: true;
  shift?: true;
  /** The press works elsewhere too, but only these keyboards have it where it is expected. */
  only?: "mac" | "others";
  /** What stands for many keys. */
  shown?: string;
}

/** What a shortcut does, as a word of the dialog, and each way to press it. */
export interface MappedShortcut {
  does: string;
  presses: readonly MappedPress[];
}

const arrows = [{ key: "ArrowUp" }, { key: "ArrowDown" }];
const pages = [{ key: "PageUp" }, { key: "PageDown" }];
const ends = [{ key: "Home" }, { key: "End" }];

/** The shortcuts of every page, by action. */
export const pageMap = {
  "new-chat": { does: "newChat", presses: [{ key: "o", mod: true, shift: true }] },
  search: { does: "search", presses: [{ key: "k", mod: true }] },
  "toggle-sidebar": { does: "sidebar", presses: [{ key: "s", mod: true, shift: true }] },
  "focus-composer": { does: "focus", presses: [{ key: "Escape", shift: true }] },
  "list-shortcuts": { does: "list", presses: [{ key: "/", mod: true }] },
} as const satisfies Record<Shortcut, MappedShortcut>;

/** The keys of the message field. */
export const fieldMap = {
  send: { does: "send", presses: [{ key: "Enter" }, { key: "Enter", mod: true }] },
  recall: { does: "edit", presses: [{ key: "ArrowUp" }] },
  stop: { does: "stop", presses: [{ key: "Escape" }] },
  none: { does: "newline", presses: [{ key: "Enter", shift: true }] },
} as const satisfies Record<KeyIntent, MappedShortcut>;

/** The keys of the list of chats. Some intents share a row. */
export const chatsMap = {
  go: { does: "chatMove", presses: [...arrows, ...pages] },
  end: { does: "chatMove", presses: ends },
  type: { does: "chatFind", presses: [{ key: "a", shown: "A–Z" }] },
  beside: { does: "chatActions", presses: [{ key: "ArrowRight" }] },
  actions: { does: "chatActions", presses: [{ key: "F10", shift: true }] },
  back: { does: "chatBack", presses: [{ key: "ArrowLeft" }] },
  rename: { does: "rename", presses: [{ key: "F2" }] },
  delete: {
    does: "delete",
    presses: [
      { key: "Delete", only: "others" },
      { key: "Backspace", mod: true, only: "mac" },
    ],
  },
  toggle: { does: "chatSelect", presses: [{ key: " " }] },
  extend: {
    does: "chatExtend",
    presses: [
      { key: "ArrowUp", shift: true },
      { key: "ArrowDown", shift: true },
    ],
  },
  all: { does: "chatAll", presses: [{ key: "a", mod: true }] },
  leave: { does: "chatLeave", presses: [{ key: "Escape" }] },
} as const satisfies Record<RowIntent["kind"], MappedShortcut>;

/** Every shortcut of the app, in the groups of the dialog. */
export const keyboardMap = [
  {
    group: "everywhere",
    shortcuts: [
      ...Object.values(pageMap),
      { does: "print", presses: [{ key: "p", mod: true }] },
      { does: "close", presses: [{ key: "Escape" }] },
    ],
  },
  {
    group: "field",
    shortcuts: [
      fieldMap.send,
      fieldMap.none,
      fieldMap.recall,
      { does: "commands", presses: [{ key: "/" }] },
      { does: "mention", presses: [{ key: "@" }] },
      { does: "unmention", presses: [{ key: "Backspace" }] },
      { does: "quote", presses: [{ key: "Tab" }] },
      fieldMap.stop,
    ],
  },
  {
    group: "options",
    shortcuts: [
      { does: "optionMove", presses: [...arrows, ...pages, ...ends] },
      { does: "optionChoose", presses: [{ key: "Enter" }, { key: "Tab" }] },
    ],
  },
  {
    group: "chats",
    shortcuts: [
      ...Object.values(chatsMap),
      { does: "width", presses: [{ key: "ArrowLeft" }, { key: "ArrowRight" }, ...ends] },
    ],
  },
] as const;

/** The words' keys of what shortcuts do. */
export type Deed = (typeof keyboardMap)[number]["shortcuts"][number]["does"];

/** The shortcuts of a group as rows, those that do the same in one. */
export function rowsOf(
  shortcuts: (typeof keyboardMap)[number]["shortcuts"],
): { does: Deed; presses: readonly MappedPress[] }[] {
  const rows = new Map<Deed, readonly MappedPress[]>();
  for (const { does, presses } of shortcuts)
    rows.set(does, [...(rows.get(does) ?? []), ...presses]);
  return [...rows].map(([does, presses]) => ({ does, presses }));
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Delete: "Del",
};

/** A keyboard, and the direction of the text. */
export interface Keyboard {
  isMac: boolean;
  isRtl: boolean;
  /** What the space bar is called. */
  space: string;
}

/** The keys of a press as they are called; null on a keyboard where another press is expected. */
export function keysOf(
  { key, mod, shift, only, shown }: MappedPress,
  { isMac, isRtl, space }: Keyboard,
): readonly string[] | null {
  if (only !== undefined && (only === "mac") !== isMac) return null;
  // What lies beside a row is at its other side.
  const mirrored = isRtl ? { ArrowLeft: "→", ArrowRight: "←" }[key] : undefined;
  const onMac = isMac ? { Backspace: "⌫" }[key] : undefined;
  const name = mirrored ?? onMac ?? keyNames[key] ?? (key === " " ? space : undefined);
  return [
    ...(mod ? [isMac ? "⌘" : "Ctrl"] : []),
    ...(shift ? [isMac ? "⇧" : "Shift"] : []),
    shown ?? name ?? (key.length === 1 ? key.toUpperCase() : key),
  ];
}
