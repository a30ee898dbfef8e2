/** How two texts meet. */
export interface Seam {
  /** The reply so far. */
  before: string;
  /** White space at the beginning of what comes. */
  lead: string;
  /** What comes behind that. */
  body: string;
}

/** Scripts that are written without blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const word = /[\p{L}\p{N}\p{M}]/u;

/** The beginning of a block of Markdown that needs a line of its own. */
const blockStart = /^(?:#{1,6} |[-*+>] |\d{1,3}[.)] |\||```|~~~)/;

/** What may still become that. */
const blockStartBegun = /^(?:#{1,6}|[-*+>]|\d{1,3}[.)]?|`{1,2}|~{1,2})$/;

/** Whether a character is of a word in a script that puts blanks between words. */
export function isSpacedWord(character: string): boolean {
  return word.test(character) && !unspaced.test(character);
}

/** Whether a text has a letter or digit of any script. */
export function hasWord(text: string): boolean {
  return word.test(text);
}

/** Whether more has to come before it is known how a text is joined. */
export function isJoinUnclear(body: string): boolean {
  return blockStartBegun.test(body);
}

/** What comes, without white space that is there already. */
export function dropDoubledSpace({ before, lead, body }: Seam): string {
  const there = before.slice(before.trimEnd().length);
  if (there === "") return lead + body;
  const breakAt = lead.lastIndexOf("\n");
  // Behind a line's end, blanks are the next line's indentation.
  if (there.includes("\n")) return lead.slice(breakAt + 1) + body;
  return breakAt === -1 ? body : lead + body;
}

/**
 * What comes, with the white space that a model leaves out at the beginning of a message: between
 * words, and before a block of Markdown.
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
