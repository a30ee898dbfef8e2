import {
  Lexer,
  type Links,
  Marked,
  type MarkedOptions,
  type Token,
  Tokenizer,
  type TokenizerExtension,
  type Tokens,
} from "marked";
import { bareLinkEnd } from "./bare-link-end.ts";
import { createEmphasis } from "./emphasis.ts";
import { createNesting } from "./nesting.ts";
import { matchDelimited, maxDisplayLength } from "./math-rules.ts";
import { type Formula, protectMath, restoreMath } from "./protect-math.ts";

/** Link definitions by normalised label. */
export type LinkDefinitions = Links;

/** Tokens of a block's inline text, and its formulas, for which they contain placeholders. */
export interface InlineTokens {
  tokens: Token[];
  /** Restores formulas as they were written. */
  restore(text: string): string;
}

export interface MarkdownLexer {
  /** Block tokens of `source`; adds its link definitions to `links`. */
  blocks(source: string, links: LinkDefinitions): Token[];
  inline(text: string, links: LinkDefinitions): InlineTokens;
}

/**
 * GitHub's Markdown without HTML blocks (tags are shown literally, and text between them is still
 * Markdown), with formulas, and with only `~~` for deleted text.
 *
 * @param live hides half-written markup: an open display formula, and the brackets of a reference
 *   whose definition may still come.
 */
export function createLexer(live: boolean): MarkdownLexer {
  let formulas: Formula[] = [];
  const extensions = [mathBlock(live), inlineFormula(() => formulas)];
  if (live) extensions.push(openReference);
  const nesting = createNesting();
  const emphasis = createEmphasis();
  const marked = new Marked({
    gfm: true,
    extensions,
    tokenizer: {
      html: () => undefined,
      blockquote(src) {
        return nesting.within(() => Tokenizer.prototype.blockquote.call(this, src));
      },
      list(src) {
        return nesting.within(() => Tokenizer.prototype.list.call(this, src));
      },
      emStrong(src, masked) {
        const found = /^[*_]/.test(src) ? emphasis.read(this.lexer, masked, src) : undefined;
        return found && { type: found.marks === 2 ? "strong" : "em", ...found.token };
      },
      del(src, masked) {
        const found = src.startsWith("~~") ? emphasis.read(this.lexer, masked, src) : undefined;
        return found && { type: "del", ...found.token };
      },
      url(src) {
        const token = Tokenizer.prototype.url.call(this, src);
        return token && Tokenizer.prototype.url.call(this, src.slice(0, bareLinkEnd(token.raw)));
      },
      tag(src) {
        const raw = this.rules.inline.tag.exec(src)?.[0];
        if (raw === undefined) return undefined;
        return { type: "html", raw, text: raw, inLink: false, inRawBlock: false, block: false };
      },
    },
  });
  const options: MarkedOptions = marked.defaults;
  return {
    blocks(source, links) {
      nesting.begin(source.length);
      const lexer = new Lexer(options);
      lexer.tokens.links = links;
      return lexer.blockTokens(source, lexer.tokens);
    },
    inline(text, links) {
      const lexer = new Lexer(options);
      lexer.tokens.links = links;
      const protectedText = protectMath(text);
      formulas = protectedText.formulas;
      emphasis.begin();
      const own = formulas;
      return {
        tokens: lexer.inlineTokens(protectedText.text),
        restore: (part) => restoreMath(part, own),
      };
    },
  };
}

function inlineFormula(formulas: () => readonly Formula[]): TokenizerExtension {
  return {
    name: "formula",
    level: "inline",
    start: (src) => src.indexOf("\ue000"),
    tokenizer(src) {
      const match = /^\ue000(\d+)\ue001/.exec(src);
      const formula = match && formulas()[Number(match[1])];
      if (!formula) return undefined;
      return { type: "formula", raw: match[0], tex: formula.tex, display: formula.display };
    },
  };
}

/** A display formula on its own lines. */
function mathBlock(live: boolean): TokenizerExtension {
  return {
    name: "mathBlock",
    level: "block",
    start: (src) => formulaStart(src, live),
    tokenizer: (src) => formulaAt(src, live) ?? undefined,
  };
}

/**
 * Where in a paragraph a display formula starts. A false match would split the paragraph, and each
 * match is checked up to the paragraph's end.
 */
function formulaStart(src: string, live: boolean): number | undefined {
  const end = src.search(/\n[ \t]*\n/);
  const paragraph = end < 0 ? src : src.slice(0, end + 1);
  for (const { index } of paragraph.matchAll(/\n(?= {0,3}(?:\$\$|\\\[))/g)) {
    if (formulaAt(src.slice(index + 1), live)) return index;
  }
  return undefined;
}

/** The display formula at the start of a text, or what may become one; null for none. */
function formulaAt(src: string, live: boolean): Tokens.Generic | null {
  const open = /^ {0,3}(\$\$|\\\[)/.exec(src)?.[1];
  if (open === undefined) return null;
  const at = src.indexOf(open);
  const within = src.slice(0, maxDisplayLength + 16);
  const match = matchDelimited(within, at, {
    open,
    close: open === "$$" ? "$$" : "\\]",
    ownLines: true,
  });
  if (match?.open) return live && within === src ? { type: "pending", raw: src } : null;
  const lineEnd = match && /^[ \t]*(?:\n|$)/.exec(src.slice(match.end))?.[0];
  if (!match || typeof lineEnd !== "string") return null;
  return { type: "mathBlock", raw: src.slice(0, match.end + lineEnd.length), tex: match.tex };
}

/** `[text][label]` before its definition. `items[i][j]` is none. */
const openReference: TokenizerExtension = {
  name: "openReference",
  level: "inline",
  tokenizer(src, tokens) {
    const match =
      /^\[(?=(?:[^[\]\\A-Za-z]|\\.)*[A-Za-z])((?:[^[\]\\]|\\.)+)\]\[((?:[^[\]\\]|\\.)+)\]/.exec(
        src,
      );
    if (!match || /[\w\]]$/.test(tokens.at(-1)?.raw ?? "")) return undefined;
    const [raw, text = "", label = ""] = match;
    if (Object.hasOwn(this.lexer.tokens.links, normalizeLabel(label))) return undefined;
    return { type: "openReference", raw, tokens: this.lexer.inlineTokens(text) };
  },
};

/** A link label as CommonMark compares it: case folded, white space collapsed. */
export function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase().toLowerCase();
}
