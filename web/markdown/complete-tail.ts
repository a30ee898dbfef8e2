import { type DelimiterRun, missingClosers, readRun } from "./delimiter-runs.ts";
import { type Atom, atomAt } from "./inline-atoms.ts";
import { linkEnd } from "./link-end.ts";

/**
 * Longest unclosed `[…` to hold back, in UTF-16 code units; a longer one is shown as the text of a
 * link.
 */
const maxHeldBracket = 60;

/**
 * Completes the inline text of the block being written, so that it renders without half-written
 * markup: open emphasis and code are closed; an open formula, tag, entity or escape is dropped; a
 * half-written link is reduced to its text, which cannot be clicked.
 *
 * @param more whether more text may follow. If not, no word is held back for later.
 * @returns text to lex instead of `text`. It never shows a character that `text` does not
 *   contain.
 */
export function completeTail(text: string, more = true): string {
  const tail = new TailScan(text, more);
  tail.run();
  return tail.result();
}

class TailScan {
  readonly #text: string;
  readonly #more: boolean;
  #end: number;
  #runs: DelimiterRun[] = [];
  #brackets: { at: number; image: boolean; parens: number }[] = [];
  /** Positions of the `[` of incomplete links whose text is shown. */
  #dropped: number[] = [];
  /** Closes the code or formula at the end. */
  #closer = "";

  constructor(text: string, more: boolean) {
    this.#text = text;
    this.#more = more;
    this.#end = text.length;
  }

  run(): void {
    for (let i = 0; i < this.#end;) i = this.#step(i);
    this.#holdBrackets();
    if (this.#closer === "") this.#trimEnd();
  }

  result(): string {
    const dropped = this.#dropped.filter((at) => at < this.#end);
    let out = "";
    let from = 0;
    for (const at of dropped) {
      out += this.#text.slice(from, at);
      from = at + 1;
    }
    const kept = out + this.#text.slice(from, this.#end);
    return kept + this.#closer + missingClosers(this.#runs);
  }

  /** Reads one construct and returns where the next one starts. */
  #step(at: number): number {
    const text = this.#text;
    const atom = atomAt(text, at, true);
    if (atom?.open) return this.#openAtom(at, atom);
    if (atom) return atom.end;
    switch (text[at]) {
      case "*":
      case "_":
      case "~": {
        const run = readRun(text, at);
        this.#runs.push(run);
        return at + run.length;
      }
      case "&":
        return /^&(?:#?[0-9A-Za-z]{0,31})$/.test(text.slice(at, at + 34)) ? this.#hold(at) : at + 1;
      case "!":
        if (at === text.length - 1) return this.#hold(at);
        return text[at + 1] === "[" ? this.#openBracket(at, true) : at + 1;
      case "[":
        return this.#openBracket(at, false);
      case "]":
        return this.#closeBracket(at);
      case "(":
        return this.#paren(at, 1);
      case ")":
        return this.#paren(at, -1);
      default:
        return at + 1;
    }
  }

  #cut(at: number): number {
    this.#end = at;
    return at;
  }

  /** Holds back what may become markup; once nothing follows, it is text. */
  #hold(at: number): number {
    return this.#more ? this.#cut(at) : at + 1;
  }

  #openAtom(at: number, atom: Atom): number {
    if (atom.kind === "code") return this.#closeCode(at, atom.fence, atom.content);
    if (this.#more || atom.kind === "escape") return this.#cut(at);
    return atom.kind === "math" ? this.#closeMath(at, atom.tex) : at + 1;
  }

  /** A dollar before no TeX is money. */
  #closeMath(at: number, tex: string): number {
    const text = this.#text;
    const open = /^(?:\$\$?|\\.)/.exec(text.slice(at, at + 2))?.[0] ?? "";
    if (open === "$" && (/^\d[\d.,]*\s/.test(tex) || !/[\\^=]|[A-Za-z]_/.test(tex))) return at + 1;
    if (tex.trim() === "") return this.#cut(at);
    this.#end = text.replace(/(?<![$\\\s])[$\\\s]+$/, "").length;
    this.#closer = { "\\(": "\\)", "\\[": "\\]" }[open] ?? open;
    return this.#end;
  }

  #closeCode(at: number, fence: string, content: string): number {
    const shown = content.replace(/(?<!`)`+$/, "");
    if (shown.trim() === "") return this.#cut(at);
    this.#end = at + fence.length + shown.length;
    this.#closer = fence;
    return this.#end;
  }

  #openBracket(at: number, image: boolean): number {
    const from = at + (image ? 2 : 1);
    const next = this.#text[from];
    if (next === undefined || !/\s/.test(next)) this.#brackets.push({ at, image, parens: 0 });
    return from;
  }

  /**
   * A `)` that nothing inside the bracket opened distinguishes an interval such as `[0, 1)` from a
   * link.
   */
  #paren(at: number, step: 1 | -1): number {
    const bracket = this.#brackets.at(-1);
    if (bracket && bracket.parens + step < 0) this.#brackets.pop();
    else if (bracket) bracket.parens += step;
    return at + 1;
  }

  #closeBracket(at: number): number {
    const bracket = this.#brackets.pop();
    if (!bracket) return at + 1;
    const end = linkEnd(this.#text, at + 1);
    const isIndex = this.#text[at + 1] === "[" && !isReference(this.#text, bracket.at, at);
    if (end === "none" || isIndex) return at + 1;
    if (end === "undecided" && !this.#more) return at + 1;
    if (end === "undecided" || end === "open") {
      if (!this.#more) return this.#showLabel(bracket, at);
      if (bracket.image || (end === "undecided" && at - bracket.at <= maxHeldBracket))
        return this.#cut(bracket.at);
      this.#dropped.push(bracket.at);
      return this.#cut(at);
    }
    // Marks inside a finished link cannot pair with those outside.
    this.#runs = this.#runs.filter((run) => run.at < bracket.at);
    return end;
  }

  /** Shows the text of a link or picture whose address is not all there. */
  #showLabel({ at, image }: { at: number; image: boolean }, end: number): number {
    this.#dropped.push(at);
    if (image) this.#dropped.push(at + 1);
    return this.#cut(end);
  }

  #holdBrackets(): void {
    if (!this.#more) return;
    for (const { at, image } of this.#brackets) {
      if (at >= this.#end) return;
      if (image || this.#text.length - at <= maxHeldBracket) {
        this.#end = at;
        this.#closer = "";
      } else this.#dropped.push(at);
    }
    this.#dropped.sort((a, b) => a - b);
  }

  /** Drops the end of the text if it only makes sense with more text after it. */
  #trimEnd(): void {
    this.#runs = this.#runs.filter((run) => run.at < this.#end);
    for (;;) {
      const last = this.#runs.at(-1);
      if (last && last.at + last.length >= this.#end) {
        this.#end = last.at;
        this.#runs.pop();
      } else if (
        /\s/.test(this.#text[this.#end - 1] ?? "") ||
        this.#dropped.includes(this.#end - 1)
      )
        this.#end--;
      else return;
    }
  }
}

/** Distinguishes `[text][label]` from `items[i][j]` and `[1][2]`, which are not meant as links. */
function isReference(text: string, open: number, close: number): boolean {
  return !/[\w\]]/.test(text[open - 1] ?? "") && /[A-Za-z]/.test(text.slice(open, close));
}
