/** The relevant fields of a `KeyboardEvent`. */
export interface KeyPress {
  key: string;
  /** 229 while an input method handles the key. */
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `recall`: edits the last message if the field is empty. `none`: the field handles the key. */
export type KeyIntent = "send" | "stop" | "recall" | "none";

/**
 * The action of a key press in the composer. Enter sends; with Shift or Alt it inserts a line
 * break. While an input method composes, Enter and Escape belong to it. Touch keyboards have no
 * convenient Shift, so Return inserts a line break there; Ctrl or Cmd with Enter sends everywhere.
 */
export function keyIntent(press: KeyPress, touchKeyboard: boolean): KeyIntent {
  // Safari ends the composition before it reports the key; only 229 still tells.
  if (press.isComposing || press.keyCode === 229) return "none";
  if (press.key === "Escape") return press.shiftKey ? "none" : "stop";
  const isPlain = !press.shiftKey && !press.altKey && !press.ctrlKey && !press.metaKey;
  if (press.key === "ArrowUp" && isPlain) return "recall";
  if (press.key !== "Enter") return "none";
  if (press.ctrlKey || press.metaKey) return "send";
  if (press.shiftKey || press.altKey || touchKeyboard) return "none";
  return "send";
}
