import { maxMessageLength } from "../../shared/limits.ts";

/** The counter shows up when this many UTF-16 code units or fewer are left. */
const warnWithin = 500;

/** `left` is negative when the text is too long; null while the limit is far away. */
export function lengthLeft(length: number): number | null {
  const left = maxMessageLength - length;
  return left <= warnWithin ? left : null;
}
