/** Where two texts meet. */
export interface Seam {
  /** The reply so far. */
  before: string;
  /** Leading white space of the new text. */
  lead: string;
  /** The new text after that. */
  body: string;
}

/** Scripts without spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const word = /[\p{L}\p{N}\p{M}]/u;

/** The start of a Markdown block, which needs its own line. */
const blockStart = /^(?:#{1,6} |[-*+>] |\d{1,3}[.)] |\||```|~~~)/;

/** Text that may still become one. */
const blockStartBegun = /^(?:#{1,6}|[-*+>]|\d{1,3}[.)]?|`{1,2}|~{1,2})$/;

/** Whether a character belongs to a word in a script with spaces between words. */
export function isSpacedWord(character: string): boolean {
  return word.test(character) && !unspaced.test(character);
}

/** Whether a text has a letter or digit of any script. */
export function hasWord(text: string): boolean {
  return word.test(text);
}

/** Whether more text is needed to decide how to join. */
export function isJoinUnclear(body: string): boolean {
  return blockStartBegun.test(body);
}

/** The new text without white space that the reply already ends with. */
export function dropDoubledSpace({ before, lead, body }: Seam): string {
  const there = before.slice(before.trimEnd().length);
  if (there === "") return lead + body;
  const breakAt = lead.lastIndexOf("\n");
  // After a line break, spaces are the next line's indentation.
  if (there.includes("\n")) return lead.slice(breakAt + 1) + body;
  return breakAt === -1 ? body : lead + body;
}

/**
 * The new text with the white space that models omit at the start of a message: between words, and
 * before a Markdown block.
 */
export function addLostSpace({ before, lead, body }: Seam): string {
  const last = /.$/su.exec(before.slice(-2))?.[0] ?? "";
  if (lead !== "" || last === "" || /\s/.test(last))
    return dropDoubledSpace({ before, lead, body });
  if (blockStart.test(body)) return (/^[#`~]/.test(body) ? "\n\n" : "\n") + body;
  const [first = ""] = body;
  if (!isSpacedWord(first) || (/\p{N}/u.test(last) && /\p{N}/u.test(first))) return body;
  const isSpaced = isSpacedWord(last) || (/[,;:.!?)]/.test(last) && !/\p{N}/u.test(first));
  return isSpaced ? ` ${body}` : body;
}
