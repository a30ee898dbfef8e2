/** A user-perceived character that is invisible. */
const blank = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/**
 * Whether a text consists of blanks and a single repeated character, in any script and case: long
 * enough for a password, but not one.
 */
export function isRepeatedCharacter(text: string): boolean {
  const characters = new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
  const visible = new Set<string>();
  for (const { segment } of characters) {
    if (!blank.test(segment)) visible.add(segment.toLowerCase());
    if (visible.size > 1) return false;
  }
  return true;
}
