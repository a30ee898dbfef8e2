import { maxMessageLength } from "../../shared/limits.ts";

/** Remaining UTF-16 code units from which the counter is shown. */
const warnWithin = 500;

/** Pasted text longer than this becomes a file, in UTF-16 code units. */
export const longPaste = 8_000;

/** The remaining length, negative when the text is too long; null while the limit is far away. */
export function lengthLeft(length: number): number | null {
  const left = maxMessageLength - length;
  return left <= warnWithin ? left : null;
}
