import type { Block } from "./nodes.ts";

/** Blocks in a part at least: about a screen, so that a long text is a few dozen parts. */
const blocksInPart = 16;

/**
 * Cuts a document into parts that the browser lays out for themselves, and not at all where they
 * are out of sight. A part is the same array as in `before` when its blocks are the same.
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

/** Across a cut only the upper margin of what comes next is left: it has to be the greater one. */
function keepsDistance(above: Block, below: Block): boolean {
  return !hasRoom(above) || hasRoom(below) || below.type === "heading";
}

/** Whether the style sheet gives a block more room than a paragraph. */
function hasRoom({ type }: Block): boolean {
  return type === "code" || type === "table";
}

function isSame(a: readonly Block[], b: readonly Block[]): boolean {
  return a.length === b.length && a.every((block, i) => block === b[i]);
}
