/** The actions of page-wide shortcuts. */
export type Shortcut =
  | "new-chat"
  | "search"
  | "toggle-sidebar"
  | "focus-composer"
  | "list-shortcuts";

/** The relevant fields of a `KeyboardEvent`. */
export interface ShortcutPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The page-wide shortcut of a key press, or null. Both Ctrl and Cmd count as the command key. */
export function shortcutOf(press: ShortcutPress): Shortcut | null {
  const command = press.ctrlKey || press.metaKey;
  if (press.altKey) return null;
  if (command && press.shiftKey && press.key.toLowerCase() === "o") return "new-chat";
  if (command && press.shiftKey && press.key.toLowerCase() === "s") return "toggle-sidebar";
  if (!command && press.shiftKey && press.key === "Escape") return "focus-composer";
  if (command && !press.shiftKey && press.key.toLowerCase() === "k") return "search";
  if (command && press.key === "/") return "list-shortcuts";
  return null;
}
