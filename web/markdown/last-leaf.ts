import type { Token, Tokens } from "marked";

/** The part of the last block that text is being added to: a token, a table cell, or nothing. */
export type Leaf = Token | Tokens.TableCell;

/** Finds the leaf that the next character would go to; null when that starts a new block. */
export function lastLeaf(tokens: readonly Token[]): Leaf | null {
  const token = tokens.at(-1);
  switch (token?.type) {
    case "paragraph":
    case "heading":
    case "text":
    case "code":
      return token;
    case "blockquote":
      return lastLeaf(token.tokens ?? []);
    case "list":
      return isList(token) ? lastLeaf(token.items.at(-1)?.tokens ?? []) : null;
    case "table":
      return isTable(token) ? lastCell(token) : null;
    default:
      return null;
  }
}

function isList(token: Token): token is Tokens.List {
  return token.type === "list";
}

function isTable(token: Token): token is Tokens.Table {
  return token.type === "table";
}

/** A short row is padded with empty cells, which are not being written. */
function lastCell(table: Tokens.Table): Leaf | null {
  return table.rows.at(-1)?.findLast((cell) => cell.text !== "") ?? null;
}
