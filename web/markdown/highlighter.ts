import type { ElementContent, RootContent } from "hast";
import type { LanguageFn } from "highlight.js";
import { createLowlight } from "lowlight";

/** A piece of highlighted code: a run of plain text, or an outermost coloured element. */
export interface ColouredPiece {
  /** Equal for pieces that look the same. */
  key: string;
  /** The number of its UTF-16 code units. */
  length: number;
  /** Its text, in elements with classes that start with `hl-`. */
  toNode(): Node;
}

/** Highlights code with its loaded grammars. */
export interface Highlighter {
  /** The pieces of `code`, in order. */
  highlight(code: string, grammar: { name: string; define: LanguageFn }): ColouredPiece[];
}

/** Creates a highlighter; each grammar is compiled once. */
export function createHighlighter(): Highlighter {
  const lowlight = createLowlight();
  return {
    highlight(code, grammar) {
      if (!lowlight.registered(grammar.name)) lowlight.register(grammar.name, grammar.define);
      return lowlight.highlight(grammar.name, code, { prefix: "hl-" }).children.flatMap(toPiece);
    },
  };
}

type Part = RootContent | ElementContent;

function toPiece(part: Part): ColouredPiece[] {
  const key = keyOf(part);
  return key === "" ? [] : [{ key, length: textLength(part), toNode: () => toNode(part) }];
}

/** Empty for what has no text. */
function keyOf(part: Part): string {
  if (part.type === "text") return part.value;
  if (part.type !== "element") return "";
  return `\0${classOf(part.properties["className"])}\0${part.children.map(keyOf).join("")}\0`;
}

function textLength(part: Part): number {
  if (part.type === "text") return part.value.length;
  if (part.type !== "element") return 0;
  return part.children.reduce((length, child) => length + textLength(child), 0);
}

function toNode(part: Part): Node {
  if (part.type !== "element")
    return document.createTextNode(part.type === "text" ? part.value : "");
  const span = document.createElement("span");
  span.className = classOf(part.properties["className"]);
  span.append(...part.children.map(toNode));
  return span;
}

function classOf(names: unknown): string {
  return Array.isArray(names) ? names.join(" ") : "";
}
