import { atomAt } from "./inline-atoms.ts";

/** One formula of a block's inline text. */
export interface Formula {
  /** As written, with its delimiters. */
  raw: string;
  tex: string;
  display: boolean;
}

/** Inline text with a placeholder for every formula: U+E000, its index, U+E001. */
export interface ProtectedText {
  text: string;
  formulas: Formula[];
}

/**
 * Takes formulas out of inline text, so that the `*` and `_` of TeX are never parsed as emphasis.
 * Removes the two private-use characters from the text itself.
 */
export function protectMath(source: string): ProtectedText {
  const text = source.replace(/[\ue000\ue001]/g, "\ufffd");
  if (!/[$\\]/.test(text)) return { text, formulas: [] };
  const formulas: Formula[] = [];
  let out = "";
  let from = 0;
  for (let i = 0; i < text.length;) {
    const atom = atomAt(text, i, false);
    if (!atom) i++;
    else if (atom.open) i += atom.kind === "code" ? atom.fence.length : openLength(text, i);
    else {
      if (atom.kind === "math") {
        out += `${text.slice(from, i)}\ue000${formulas.length}\ue001`;
        formulas.push({ raw: text.slice(i, atom.end), tex: atom.tex, display: atom.display });
        from = atom.end;
      }
      i = atom.end;
    }
  }
  return { text: out + text.slice(from), formulas };
}

/** How much of an opening that never closes to skip: `$$`, `\(` and `\[` have two characters. */
function openLength(text: string, at: number): number {
  return text[at] === "\\" || text[at + 1] === "$" ? 2 : 1;
}

/** Restores formulas as they were written, where they are no formulas (URLs, code). */
export function restoreMath(text: string, formulas: readonly Formula[]): string {
  if (!text.includes("\ue000")) return text;
  return text.replace(
    /\ue000(\d+)\ue001/g,
    (_, index: string) => formulas[Number(index)]?.raw ?? "",
  );
}
