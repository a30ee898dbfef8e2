import { expect, test } from "bun:test";
import { entryIn } from "./new-build.ts";

test("a build is known by the script of its page", () => {
  const page = (script: string) =>
    `<script src="/theme.js"></script>${script}<link rel="stylesheet" href="/assets/index-2.css">`;
  const script = `<script type="module" crossorigin src="/assets/index-D_x-1.js"></script>`;
  expect(entryIn(page(script))).toBe("/assets/index-D_x-1.js");
  expect(entryIn(page(""))).toBeNull();
});
