import { describe, expect, test } from "bun:test";
import { completeTail } from "./complete-tail.ts";
import { holdLine } from "./hold-line.ts";

describe("completeTail", () => {
  test.each([
    ["a **bold", "a **bold**"],
    ["a **bold *both", "a **bold *both***"],
    ["a **bold*", "a **bold**"],
    ["a **", "a"],
    ["a `code", "a `code`"],
    ["a ``co`", "a ``co``"],
    ["**a `b", "**a `b`**"],
    ["2 * 3 and snake_case", "2 * 3 and snake_case"],
    ["a [link", "a"],
    ["a [link](https://exa", "a link"],
    ["**a [link](https://exa", "**a link**"],
    ["[0, 1) is", "[0, 1) is"],
    ["a ![pic](https://exa", "a"],
    ["a $x_1", "a"],
    ["costs $5 an", "costs $5 an"],
    ["a \\(x", "a"],
    ["a &am", "a"],
    ["a <b", "a"],
    ["a < b", "a < b"],
    ["a \\", "a"],
    ["~~gone", "~~gone~~"],
    ["about ~5", "about ~5"],
  ])("%p becomes %p", (text, expected) => {
    expect(completeTail(text).trimEnd()).toBe(expected);
  });
});

describe("completeTail of a text that ends early", () => {
  test.each([
    ["a **bold", "a **bold**"],
    ["a **重要：", "a **重要：**"],
    ["a *", "a"],
    ["a `code", "a `code`"],
    ["a [link", "a [link"],
    ["a [link]", "a [link]"],
    ["a [link](https://exa", "a link"],
    ["**a [link](https://exa", "**a link**"],
    ["a ![pic](https://exa", "a pic"],
    ["a $x_1", "a $x_1$"],
    ["a \\(x", "a \\(x\\)"],
    ["a $$x^2 +", "a $$x^2 +$$"],
    ["a $$x^2$", "a $$x^2$$"],
    ["a \\[x^2 \\", "a \\[x^2\\]"],
    ["**a $x_1", "**a $x_1$**"],
    ["it costs $20", "it costs $20"],
    ["it costs $", "it costs $"],
    ["a &am", "a &am"],
    ["a <b", "a <b"],
    ["wait!", "wait!"],
    ["a \\", "a"],
  ])("%p becomes %p", (text, expected) => {
    expect(completeTail(text, false).trimEnd()).toBe(expected);
  });
});

describe("holdLine", () => {
  test.each([
    ["text\n-", "text\n"],
    ["text\n1.", "text\n"],
    ["text\n##", "text\n"],
    ["text\n===", "text\n"],
    ["text\n```ts", "text\n"],
    ["> - [x", ""],
    ["- a\n  - ", "- a\n"],
    ["text\n\n| a | b", "text\n\n"],
    ["text\n\n| a | b |\n|--", "text\n\n"],
    ["[ref]: https://exa", ""],
    ["```ts\nlet a;\n``", "```ts\nlet a;\n"],
    ["```ts\n- a\n#", "```ts\n- a\n#"],
    ["| a |\n|---|\n| 1", "| a |\n|---|\n| 1"],
    ["#hashtag", "#hashtag"],
    ["1986 was", "1986 was"],
  ])("of %p it keeps %p", (source, expected) => {
    expect(holdLine(source)).toBe(expected);
  });
});
