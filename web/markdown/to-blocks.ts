import type { MarkedToken, Token, Tokens } from "marked";
import type { Align, Block, Inline, ListItem } from "./nodes.ts";

/** Block tokens of the lexer's own rules. */
type OwnToken = { type: "mathBlock"; raw: string; tex: string } | { type: "pending"; raw: string };

type KnownToken = MarkedToken | OwnToken;

const blockTypes: ReadonlySet<string> = new Set([
  "blockquote",
  "checkbox",
  "code",
  "def",
  "heading",
  "hr",
  "list",
  "paragraph",
  "space",
  "table",
  "text",
  "mathBlock",
  "pending",
]);

function isKnown(token: { type: string }): token is KnownToken {
  return blockTypes.has(token.type);
}

/** Marked's type for arbitrary tokens hides their discriminator; this one does not. */
function known(token: { type: string }): KnownToken | null {
  return isKnown(token) ? token : null;
}

export interface BlockContext {
  /** Nodes of a leaf's inline text. `leaf` is its token or table cell. */
  inline(text: string, leaf: object): Inline[];
  /**
   * The depths of the headings that enclose what follows; grows and shrinks during the conversion.
   */
  outline: number[];
  /** A code block that may still grow. */
  openCode: Token | null;
}

/** Converts block tokens to nodes; definitions, blank lines and pending blocks have none. */
export function toBlocks(tokens: readonly Token[], context: BlockContext): Block[] {
  return tokens.flatMap((token) => toBlock(token, context) ?? []);
}

function toBlock(anyToken: Token, context: BlockContext): Block | null {
  const token = known(anyToken);
  if (!token) return paragraph(anyToken.raw, anyToken, context);
  switch (token.type) {
    case "paragraph":
      return paragraph(token.text, token, context);
    case "text":
      return { ...paragraph(token.text, token, context), tight: true };
    case "heading": {
      const children = context.inline(token.text, token);
      return {
        type: "heading",
        depth: token.depth,
        level: headingLevel(token.depth, context.outline),
        children,
      };
    }
    case "code":
      return codeBlock(token, token !== context.openCode);
    case "blockquote":
      return { type: "quote", children: toBlocks(token.tokens, context) };
    case "list":
      return list(token, context);
    case "table":
      return table(token, context);
    case "mathBlock":
      return { type: "math", tex: token.tex };
    case "hr":
      return { type: "rule" };
    default:
      return null;
  }
}

type Paragraph = Extract<Block, { type: "paragraph" }>;

function paragraph(text: string, leaf: Token, context: BlockContext): Paragraph {
  return { type: "paragraph", tight: false, children: context.inline(text, leaf) };
}

/**
 * The heading level that keeps the page's outline: messages start at h3, and a heading is one level
 * below its enclosing heading, however many `#` were skipped.
 */
function headingLevel(depth: number, outline: number[]): number {
  while ((outline.at(-1) ?? 0) >= depth) outline.pop();
  outline.push(depth);
  return Math.min(6, 2 + outline.length);
}

function codeBlock(token: Tokens.Code, finished: boolean): Block {
  const language = /^[\w+#.-]{1,40}/.exec(token.lang ?? "")?.[0] ?? "";
  return { type: "code", language, text: token.text, finished };
}

function list(token: Tokens.List, context: BlockContext): Block {
  const items = token.items.map((item): ListItem => {
    const tokens = item.tokens.filter((child) => child.type !== "checkbox");
    if (item.task && token.loose) dropTaskMarker(tokens[0]);
    return {
      checked: item.task ? item.checked === true : null,
      children: toBlocks(tokens, context),
    };
  });
  const start = typeof token.start === "number" ? token.start : 1;
  return { type: "list", ordered: token.ordered, start, items };
}

/** In a loose list the lexer leaves the checkbox in its paragraph's text. */
function dropTaskMarker(first: Token | undefined): void {
  if (first && "text" in first && typeof first.text === "string") {
    first.text = first.text.replace(/^\[[ xX]\]\s+/, "");
  }
}

function table(token: Tokens.Table, context: BlockContext): Block {
  const cells = (row: readonly Tokens.TableCell[]) =>
    row.map((cell) => context.inline(cell.text, cell));
  const align: Align[] = token.align;
  return { type: "table", align, header: cells(token.header), rows: token.rows.map(cells) };
}
