import { expect, test } from "bun:test";
import { growthOf } from "./growth.ts";
import { final } from "./rendered.testing.ts";

const list = Array.from({ length: 30 }, (_, i) => `- item ${i}`).join("\n");
const table = `| a | b |\n|---|---|\n${"| 1 | 2 |\n".repeat(20)}`;
const blocks = final(`# Title\n\n${list}\n\nText.\n\n${table}`);

/** How many blocks, items and rows there are. */
function sizeOf(part: typeof blocks): number {
  return part.reduce((size, block) => {
    if (block.type === "list") return size + block.items.length;
    return size + (block.type === "table" ? block.rows.length : 1);
  }, 0);
}

test("a document grows by a few items and rows at a time, up to all of it", () => {
  let before = 0;
  let last: typeof blocks = [];
  for (const part of growthOf(blocks, 0)) {
    expect(sizeOf(part) - before).toBeGreaterThanOrEqual(0);
    expect(sizeOf(part) - before).toBeLessThanOrEqual(8);
    before = sizeOf(part);
    last = part;
  }
  expect(last).toBe(blocks);
});

test("what is rendered already is whole in every step", () => {
  for (const part of growthOf(blocks, 3)) {
    for (const at of [0, 1, 2]) expect(part[at]).toBe(blocks[at]);
  }
});
