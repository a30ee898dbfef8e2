import type { Block } from "./nodes.ts";

/**
 * Minimum number of blocks in a part: about a screen, so that a long text has a few dozen parts.
 */
const blocksInPart = 16;

/**
 * Splits a document into parts that the browser lays out separately, and not at all while out of
 * view. A part with the same blocks is the same array as in `before`.
 */
export function cutIntoParts(
  before: readonly (readonly Block[])[],
  blocks: readonly Block[],
): readonly (readonly Block[])[] {
  const parts: (readonly Block[])[] = [];
  let part: Block[] = [];
  const close = () => {
    if (part.length === 0) return;
    const known = before[parts.length];
    parts.push(known && isSame(known, part) ? known : part);
    part = [];
  };
  for (const block of blocks) {
    const last = part.at(-1);
    if (last && part.length >= blocksInPart && keepsDistance(last, block)) close();
    part.push(block);
  }
  close();
  return parts;
}

/**
 * Across a split only the upper margin of the next part remains, so it has to be the larger one.
 */
function keepsDistance(above: Block, below: Block): boolean {
  return !hasRoom(above) || hasRoom(below) || below.type === "heading";
}

/** Whether the style sheet gives a block more margin than a paragraph. */
function hasRoom({ type }: Block): boolean {
  return type === "code" || type === "table";
}

function isSame(a: readonly Block[], b: readonly Block[]): boolean {
  return a.length === b.length && a.every((block, i) => block === b[i]);
}
