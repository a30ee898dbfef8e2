import type { Block, Inline } from "./nodes.ts";

/** The visible text of inline nodes. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes.map(inlineText).join("");
}

function inlineText(node: Inline): string {
  switch (node.type) {
    case "text":
    case "code":
      return node.text;
    case "math":
      return node.tex;
    case "image":
      return node.alt;
    case "break":
      return "\n";
    case "styled":
    case "link":
      return plainText(node.children);
  }
}

/** The text of blocks, one line per block, item or row; cells are separated by tabs. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n");
}

function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return plainText(block.children);
    case "code":
      return block.text;
    case "math":
      return block.tex;
    case "quote":
      return blocksText(block.children);
    case "list":
      return block.items.map((item) => blocksText(item.children)).join("\n");
    case "table":
      return [block.header, ...block.rows].map((row) => row.map(plainText).join("\t")).join("\n");
    case "rule":
      return "";
  }
}
