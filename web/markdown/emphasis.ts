import type { Lexer, Token } from "marked";
import { type DelimiterRun, pairRuns, readRun, type RunPair } from "./delimiter-runs.ts";

/** Maximum nesting of emphasis. Deeper marks are text. */
const mostNested = 24;

/** Emphasis at the start of a text. */
export interface FoundEmphasis {
  /** Number of marks on either side. */
  marks: number;
  token: { raw: string; text: string; tokens: Token[] };
}

/** Reads emphasis for marked, by delimiter runs that also suit text without blanks between words. */
export interface Emphasis {
  /** Another block follows. */
  begin(): void;
  /**
   * The emphasis that opens at the start of `rest`; undefined for none.
   *
   * @param masked the whole inline text, of which `rest` is the end, with code and links blanked out
   */
  read(lexer: Lexer, masked: string, rest: string): FoundEmphasis | undefined;
}

/** The pairs of a text that begins at `base` of the one they were found in. */
interface PairsOf {
  pairs: ReadonlyMap<number, RunPair>;
  base: number;
}

/** Finds the emphasis of each inline text once. */
export function createEmphasis(): Emphasis {
  const known = new Map<string, PairsOf>();
  let depth = 0;

  function pairsOf(masked: string): PairsOf {
    const found = known.get(masked) ?? { pairs: findPairs(masked), base: 0 };
    known.set(masked, found);
    return found;
  }

  return {
    begin() {
      known.clear();
      depth = 0;
    },
    read(lexer, masked, rest) {
      const { pairs, base } = pairsOf(masked);
      const start = masked.length - rest.length;
      const pair = pairs.get(base + start);
      if (!pair || depth >= mostNested) return undefined;
      const { at, end, marks } = pair;
      const raw = rest.slice(0, end - at);
      const text = raw.slice(marks, -marks);
      // Alone, the text within would begin and end with white space, and pair differently.
      const inner = masked.slice(start + marks, start + raw.length - marks);
      known.set(inner, { pairs, base: base + start + marks });
      depth++;
      try {
        return { marks, token: { raw, text, tokens: lexer.inlineTokens(text) } };
      } finally {
        depth--;
      }
    },
  };
}

/** Pairs of delimiter runs by the position at which they open. */
function findPairs(text: string): ReadonlyMap<number, RunPair> {
  const runs: DelimiterRun[] = [];
  for (const { index } of text.matchAll(/\*+|_+|~+/g)) runs.push(readRun(text, index));
  return new Map(pairRuns(runs).pairs.map((pair) => [pair.at, pair]));
}
