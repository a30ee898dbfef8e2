import { latinKey } from "../ui/latin-key.ts";

/** What a key on a row of the list means. */
export type RowIntent =
  | { kind: "go"; by: number }
  | { kind: "end"; last: boolean }
  | { kind: "extend"; by: number }
  | { kind: "toggle" }
  | { kind: "all" }
  | { kind: "leave" }
  | { kind: "actions" }
  | { kind: "beside" }
  | { kind: "back" }
  | { kind: "rename" }
  | { kind: "delete" }
  | { kind: "type"; character: string };

/** The relevant fields of a `KeyboardEvent`. */
export interface RowPress {
  key: string;
  code?: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Rows per press of PageUp or PageDown. */
const page = 10;

/**
 * The meaning of a key; null for one that the list leaves to the browser.
 *
 * @param isRtl whether the row's actions are at its left
 */
export function rowIntent(press: RowPress, isRtl: boolean): RowIntent | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = press;
  if (key === "F10" && shiftKey) return { kind: "actions" };
  if (key === "Backspace" && metaKey) return { kind: "delete" };
  if ((ctrlKey || metaKey) && !shiftKey && !altKey && latinKey(press) === "a")
    return { kind: "all" };
  if (ctrlKey || metaKey || altKey) return null;
  if (shiftKey && key === "ArrowDown") return { kind: "extend", by: 1 };
  if (shiftKey && key === "ArrowUp") return { kind: "extend", by: -1 };
  switch (key) {
    case "ArrowDown":
      return { kind: "go", by: 1 };
    case "ArrowUp":
      return { kind: "go", by: -1 };
    case "PageDown":
      return { kind: "go", by: page };
    case "PageUp":
      return { kind: "go", by: -page };
    case "Home":
      return { kind: "end", last: false };
    case "End":
      return { kind: "end", last: true };
    case "ArrowRight":
      return { kind: isRtl ? "back" : "beside" };
    case "ArrowLeft":
      return { kind: isRtl ? "beside" : "back" };
    case "ContextMenu":
      return { kind: "actions" };
    case " ":
      return { kind: "toggle" };
    case "Escape":
      return shiftKey ? null : { kind: "leave" };
    case "F2":
      return { kind: "rename" };
    case "Delete":
      return { kind: "delete" };
    default:
      return /^\S$/u.test(key) ? { kind: "type", character: key } : null;
  }
}
