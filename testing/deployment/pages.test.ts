import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "./read-yaml.ts";

const folder = join(import.meta.dir, "../../docs/operations");

test("the operator's first page leads to all others", async () => {
  const pages = (await readdir(folder)).filter((name) => name.endsWith(".md"));
  expect(pages).toContain("hardening.md");
  const [, index = ""] = (await readText("docs/operations/README.md")).split("## All pages");
  const [list = ""] = index.split("\n## ");
  const missing = pages.filter((name) => name !== "README.md" && !list.includes(`(${name})`));
  expect(missing).toEqual([]);
});
