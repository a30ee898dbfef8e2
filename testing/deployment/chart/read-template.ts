import { readExpression } from "./read-expression.ts";
import type { Node } from "./template-tree.ts";

const action = /\{\{(-?)\s*((?:"(?:[^"\\]|\\.)*"|[^"}])*?)\s*(-?)\}\}/g;

type Piece = { kind: "text" | "action"; text: string };

/** A template's text and actions in turn; a dash beside an action takes the blanks on that side. */
function cut(source: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimmed = false;
  const addText = (text: string) =>
    pieces.push({ kind: "text", text: trimmed ? text.trimStart() : text });
  for (const found of source.matchAll(action)) {
    const [whole, before, text = "", after] = found;
    const between = source.slice(at, found.index);
    addText(before ? between.trimEnd() : between);
    if (!/^\/\*.*\*\/$/s.test(text)) pieces.push({ kind: "action", text });
    at = found.index + whole.length;
    trimmed = after === "-";
  }
  addText(source.slice(at));
  return pieces;
}

/**
 * Reads the subset of Helm's templates that the chart keeps to. Throws for anything else, so that a
 * template cannot mean something different here.
 */
export function readTemplate(source: string): Node[] {
  const pieces = cut(source);
  const nodes = readBlock(pieces, null);
  if (pieces.length > 0) throw new Error("an end too many");
  return nodes;
}

/** Reads to the `end` or `else` of the block, which stays. At the top, to the end. */
function readBlock(pieces: Piece[], block: string | null): Node[] {
  const nodes: Node[] = [];
  for (;;) {
    const [piece] = pieces;
    if (!piece) {
      if (block !== null) throw new Error(`no end of ${block}`);
      return nodes;
    }
    const ends = piece.kind === "action" && ["end", "else"].includes(piece.text);
    if (ends && block !== null) return nodes;
    pieces.shift();
    nodes.push(
      piece.kind === "text" ? { kind: "text", text: piece.text } : readAction(piece.text, pieces),
    );
  }
}

function readAction(text: string, pieces: Piece[]): Node {
  const [, keyword = "", rest = ""] = /^(if|with|range|define)\s+(.*)$/s.exec(text) ?? [];
  if (keyword === "if" || keyword === "with") {
    const value = readExpression(rest);
    const body = readBlock(pieces, text);
    const otherwise = pieces.shift()?.text === "else" ? toEnd(pieces, text) : [];
    return { kind: keyword, value, body, otherwise };
  }
  if (keyword === "range") {
    const [, key, item, value = ""] = /^\$(\w+), \$(\w+) := (.*)$/.exec(rest) ?? [];
    if (!key || !item) throw new Error(`not of the subset: ${text}`);
    return { kind: "range", key, item, value: readExpression(value), body: toEnd(pieces, text) };
  }
  if (keyword === "define") {
    const name = String(JSON.parse(rest));
    return { kind: "define", name, body: toEnd(pieces, text) };
  }
  return { kind: "print", value: readExpression(text) };
}

function toEnd(pieces: Piece[], block: string): Node[] {
  const nodes = readBlock(pieces, block);
  if (pieces.shift()?.text !== "end") throw new Error(`no end of ${block}`);
  return nodes;
}
