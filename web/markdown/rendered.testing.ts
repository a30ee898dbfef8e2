import { advance } from "./advance.ts";
import { createDocumentTools, emptyDocument } from "./document-state.ts";
import type { Block } from "./nodes.ts";
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
