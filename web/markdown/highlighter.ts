import type { ElementContent, Root, RootContent } from "hast";
import type { LanguageFn } from "highlight.js";
import { createLowlight } from "lowlight";

/** Highlights code with its loaded grammars. */
export interface Highlighter {
  /** The highlighted parts of `code`. */
  highlight: (code: string, grammar: { name: string; define: LanguageFn }) => Root;
  /** Their elements, with the same text as the code and classes that start with `hl-`. */
  toElements: (tree: Root) => Node[];
}

/** Creates a highlighter; each grammar is compiled once. */
export function createHighlighter(): Highlighter {
  const lowlight = createLowlight();
  return {
    highlight(code, grammar) {
      if (!lowlight.registered(grammar.name)) lowlight.register(grammar.name, grammar.define);
      return lowlight.highlight(grammar.name, code, { prefix: "hl-" });
    },
    toElements: (tree) => toDom(tree.children),
  };
}

function toDom(nodes: readonly (RootContent | ElementContent)[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.type === "text") return [document.createTextNode(node.value)];
    if (node.type !== "element") return [];
    const span = document.createElement("span");
    const names = node.properties["className"];
    if (Array.isArray(names)) span.className = names.join(" ");
    span.append(...toDom(node.children));
    return [span];
  });
}
