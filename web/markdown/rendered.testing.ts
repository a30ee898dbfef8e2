import { advance } from "./advance.ts";
import { createDocumentTools, emptyDocument } from "./document-state.ts";
import type { Block, Inline } from "./nodes.ts";
import { blocksText } from "./plain-text.ts";

export const tools = createDocumentTools("https://chat.example");

/** The nodes of a finished text. */
export function final(source: string): readonly Block[] {
  return advance(emptyDocument(), { source, live: false }, tools).blocks;
}

/** What a reader sees, without white space: blocks and lines come and go with it while text arrives. */
export function seen(blocks: readonly Block[]): string {
  return blocksText(blocks).replace(/\s+/g, "");
}

/** Every address that nodes lead to. */
export function addresses(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addresses);
  if (typeof value !== "object" || value === null) return [];
  const own = "href" in value && typeof value.href === "string" ? [value.href] : [];
  return [...own, ...Object.values(value).flatMap(addresses)];
}

/** Writes styled text in brackets with the first letter of its tag. */
function outline(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === "styled") return `${node.tag.charAt(0)}[${outline(node.children)}]`;
      return node.type === "text" || node.type === "code" ? node.text : `<${node.type}>`;
    })
    .join("");
}

/** The first paragraph of a finished text, with its styled text in brackets. */
export function outlineOf(source: string): string {
  const [block] = final(source);
  if (block?.type !== "paragraph") throw new Error(`no paragraph: ${source}`);
  return outline(block.children);
}
