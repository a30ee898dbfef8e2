/** Maximum nesting of quotes and lists. Deeper ones are text. */
export const mostNested = 24;

/** Cost of a quote or list besides its text, in characters parsed. */
const costOfOne = 50;

/** How many times a whole text may be parsed, and a minimum for small texts. */
const mostReadings = 60;
const leastReading = 50_000;

/** Keeps the cost of quotes and lists proportional to their text. */
export interface Nesting {
  /** A text of this length, in UTF-16 code units, is being parsed. */
  begin(length: number): void;
  /**
   * Parses a quote or a list; undefined when it is nested too deeply.
   *
   * @throws RangeError when the text takes too long: marked parses nested quotes with lazy
   *   continuation lines twice at each level
   */
  within<T extends { raw: string }>(read: () => T | undefined): T | undefined;
}

/** Starts from zero. */
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
