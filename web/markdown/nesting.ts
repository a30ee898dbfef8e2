/** Deepest quote or list within others. What is deeper is text. */
export const mostNested = 24;

/** What a quote or a list costs besides its text, in characters read. */
const costOfOne = 50;

/** How often all of a text may be read, and a small text besides. */
const mostReadings = 60;
const leastReading = 50_000;

/** Keeps what quotes and lists cost in proportion to the text that they stand in. */
export interface Nesting {
  /** A text of this length, in UTF-16 code units, is read anew. */
  begin(length: number): void;
  /**
   * Reads a quote or a list; undefined where it would be nested too deep.
   *
   * @throws RangeError when the text takes too long: where quotes in quotes go on without their
   *   marks, marked reads what is inside of each twice
   */
  within<T extends { raw: string }>(read: () => T | undefined): T | undefined;
}

/** Nothing has been read yet. */
export function createNesting(): Nesting {
  let depth = 0;
  let left = 0;
  return {
    begin(length) {
      depth = 0;
      left = length * mostReadings + leastReading;
    },
    within(read) {
      if (depth >= mostNested) return undefined;
      depth++;
      try {
        const token = read();
        if (token) left -= token.raw.length + costOfOne;
        if (left < 0) throw new RangeError("quotes and lists that take too long");
        return token;
      } finally {
        depth--;
      }
    },
  };
}
