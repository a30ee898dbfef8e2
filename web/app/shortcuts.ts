import { latinKey } from "../ui/latin-key.ts";

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
  code?: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** The page-wide shortcut of a key press, or null. Both Ctrl and Cmd count as the command key. */
export function shortcutOf(press: ShortcutPress): Shortcut | null {
  const command = press.ctrlKey || press.metaKey;
  const key = latinKey(press);
  if (press.altKey) return null;
  if (command && press.shiftKey && key === "o") return "new-chat";
  if (command && press.shiftKey && key === "s") return "toggle-sidebar";
  if (!command && press.shiftKey && key === "escape") return "focus-composer";
  if (command && !press.shiftKey && key === "k") return "search";
  if (command && key === "/") return "list-shortcuts";
  return null;
}
