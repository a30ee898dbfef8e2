import { expect, test } from "bun:test";
import { cutIntoParts } from "./parts.ts";
import { final } from "./rendered.testing.ts";

const words = (count: number) => Array.from({ length: count }, (_, i) => `Word ${i}.`).join("\n\n");

test("a short text is one part, a long one a few, with all blocks in order", () => {
  expect(cutIntoParts([], final(words(10)))).toHaveLength(1);
  const blocks = final(words(100));
  const parts = cutIntoParts([], blocks);
  expect(parts).toHaveLength(7);
  expect(parts.flat()).toEqual([...blocks]);
});

test("a text that grows leaves the parts before the last as they are", () => {
  const blocks = final(words(100));
  let parts = cutIntoParts([], blocks.slice(0, 20));
  for (let count = 21; count <= blocks.length; count++) {
    const next = cutIntoParts(parts, blocks.slice(0, count));
    for (const [at, part] of parts.slice(0, -1).entries()) expect(next[at]).toBe(part);
    parts = next;
  }
});

test("no cut takes away from the room below code and tables", () => {
  const code = "```js\na\n```";
  const blocks = final(Array.from({ length: 40 }, () => `${code}\n\nText.\n\nText.`).join("\n\n"));
  for (const part of cutIntoParts([], blocks).slice(0, -1))
    expect(part.at(-1)?.type).toBe("paragraph");
});
