/** What of a key press matters here; a `KeyboardEvent` fits. */
export interface KeyPress {
  key: string;
  /** 229 while an input method has the key. */
  keyCode: number;
  isComposing: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `none`: the text field deals with the key itself. */
export type KeyIntent = "send" | "stop" | "none";

/**
 * What a key pressed in the composer asks for. Enter sends, and with Shift or Alt is a new line.
 * While an input method composes, Enter and Escape belong to it. A touch keyboard has no Shift
 * at hand, so there Return is a new line; Ctrl or Cmd with Enter sends everywhere.
 */
export function keyIntent(press: KeyPress, touchKeyboard: boolean): KeyIntent {
  // Safari ends the composition before it reports the key; only 229 still tells.
  if (press.isComposing || press.keyCode === 229) return "none";
  if (press.key === "Escape") return press.shiftKey ? "none" : "stop";
  if (press.key !== "Enter") return "none";
  if (press.ctrlKey || press.metaKey) return "send";
  if (press.shiftKey || press.altKey || touchKeyboard) return "none";
  return "send";
}
