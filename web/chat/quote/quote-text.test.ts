import { expect, test } from "bun:test";
import { quoteAfter } from "./quote-text.ts";

test("every line is quoted, and an empty line follows for the answer", () => {
  expect(quoteAfter("", " One line ")).toBe("> One line\n\n");
  expect(quoteAfter("", "First\n\nSecond\r\nThird\n")).toBe("> First\n>\n> Second\n> Third\n\n");
});

test("a quote begins a paragraph of its own after what was written before", () => {
  expect(quoteAfter("Text", "q")).toBe("\n\n> q\n\n");
  expect(quoteAfter("Text\n", "q")).toBe("\n> q\n\n");
  expect(quoteAfter("> a\n\n", "q")).toBe("> q\n\n");
});

test("white space alone is not quoted", () => {
  expect(quoteAfter("Text", " \n ")).toBe("");
});
