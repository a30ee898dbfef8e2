/** The relevant fields of a `KeyboardEvent`. */
export interface PressedKey {
  key: string;
  /** The place of the key, by its letter on an American keyboard. */
  code?: string;
}

/**
 * The key of a shortcut, in small letters. On a keyboard of another script, such as Arabic or
 * Cyrillic, it is the letter that stands there on an American one, as in other programs.
 */
export function latinKey({ key, code = "" }: PressedKey): string {
  if (key.length !== 1 || key <= "~") return key.toLowerCase();
  if (code === "Slash") return "/";
  return /^Key[A-Z]$/.test(code) ? code.charAt(3).toLowerCase() : key;
}
