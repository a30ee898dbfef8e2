/** Longest run of stars or underscores that marks emphasis. */
const longestRun = 3;

/** A run of marks that opens emphasis, and is not closed yet. */
interface Opener {
  /** Position of the run in the text. */
  at: number;
  length: number;
}

/**
 * Strips emphasis marks from a line of Markdown: stars, underscores and pairs of tildes that open
 * before a word and close after one. Unpaired marks stay. Reads the line once: a pattern would
 * search for each mark's partner separately, which takes hours for a megabyte of marks.
 */
export function withoutEmphasis(line: string): string {
  const openers = new Map<string, Opener>();
  const cuts: Opener[] = [];
  for (const { 0: run, index } of line.matchAll(/\*{1,3}|_{1,3}|~~/g)) {
    const mark = run.charAt(0);
    const sides = flanks(line, index, run);
    const left = sides.closes
      ? close({ at: index, length: run.length }, mark, { openers, cuts })
      : run.length;
    const key = `${mark}${left}`;
    if (left > 0 && sides.opens && !openers.has(key))
      openers.set(key, { at: index + run.length - left, length: left });
  }
  cuts.sort((a, b) => a.at - b.at);
  let kept = "";
  let from = 0;
  for (const { at, length } of cuts) {
    kept += line.slice(from, at);
    from = at + length;
  }
  return kept + line.slice(from);
}

function flanks(line: string, at: number, run: string): { opens: boolean; closes: boolean } {
  const before = line.charAt(at - 1);
  const after = line.charAt(at + run.length);
  const isWord = (character: string) => run.startsWith("_") && /\w/.test(character);
  return {
    opens: /\S/.test(after) && !isWord(before),
    closes: /\S/.test(before) && !isWord(after),
  };
}

/** Pairs a closing run with its openers, innermost first; returns how many marks are left. */
function close(
  run: Opener,
  mark: string,
  { openers, cuts }: { openers: Map<string, Opener>; cuts: Opener[] },
): number {
  let left = run.length;
  while (left > 0) {
    const fitting = Array.from({ length: Math.min(left, longestRun) }, (_, i) =>
      openers.get(`${mark}${i + 1}`),
    ).filter((opener) => opener !== undefined && opener.at + opener.length < run.at);
    const inner = fitting.toSorted((a, b) => (b?.at ?? 0) - (a?.at ?? 0))[0];
    if (!inner) return left;
    cuts.push(inner, { at: run.at + run.length - left, length: inner.length });
    openers.delete(`${mark}${inner.length}`);
    left -= inner.length;
  }
  return 0;
}
