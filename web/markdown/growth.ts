import type { Block } from "./nodes.ts";

/** Items or rows to add at a time: a few milliseconds of rendering. */
const partsAtOnce = 8;

/**
 * Successively longer beginnings of a document, ending with all of it. Rendered one after the
 * other, they share every element.
 *
 * @param from number of blocks that are already rendered
 */
export function* growthOf(blocks: readonly Block[], from: number): Generator<readonly Block[]> {
  for (let count = from; count < blocks.length; count++) {
    const block = blocks[count];
    if (!block) continue;
    for (const part of beginnings(block)) yield [...blocks.slice(0, count), part];
  }
  yield blocks;
}

function* beginnings(block: Block): Generator<Block> {
  if (block.type === "list") {
    for (let count = partsAtOnce; count < block.items.length; count += partsAtOnce)
      yield { ...block, items: block.items.slice(0, count) };
  }
  if (block.type === "table") {
    for (let count = partsAtOnce; count < block.rows.length; count += partsAtOnce)
      yield { ...block, rows: block.rows.slice(0, count) };
  }
  yield block;
}
