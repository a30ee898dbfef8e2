import { expect, test } from "bun:test";
import { markdownEngine } from "../markdown/markdown-engine.ts";
import { createMarkdownRenderer } from "./render-markdown.ts";

test("lists, quotes and tables run as their text does", async () => {
  const options = {
    engine: markdownEngine,
    address: "https://chat.example",
    pause: async () => {},
  };
  const render = createMarkdownRenderer(options);
  // An element inside that has a `dir` of its own does not count for `dir="auto"`.
  expect(await render("- عنصر")).toBe('<ul dir="auto"><li><p class="tight">عنصر</p></li></ul>');
  expect(await render("> اقتباس")).toBe('<blockquote dir="auto"><p>اقتباس</p></blockquote>');
  const table = await render("| العمود |\n|---|\n| أ |");
  expect(table).toStartWith('<div class="table" dir="auto"');
  expect(table.match(/dir=/g)).toHaveLength(1);
});
