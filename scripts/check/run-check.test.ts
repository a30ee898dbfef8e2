import { expect, test } from "bun:test";
import { readFiles } from "./run-check.ts";

const root = new URL("../..", import.meta.url).pathname;

test("files of several patterns are read, by path", async () => {
  const files = await readFiles(root, "*.md", "docs/decisions/*.md");
  expect(files.get("README.md")).toStartWith("# ChatKit\n");
  expect(files.has("docs/decisions/README.md")).toBe(true);
});

test("a pattern that matches nothing fails instead of checking nothing", async () => {
  const reading = readFiles(root, "*.md", "pages/**/*.md");
  await expect(reading).rejects.toThrow("no file matches pages/**/*.md");
});
