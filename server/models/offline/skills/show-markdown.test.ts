import { expect, test } from "bun:test";
import { Marked } from "marked";
import { coreLocales } from "../../../../shared/locale.ts";
import { codeSamples } from "../samples/code-samples.ts";
import { ask } from "../testing/ask-offline.ts";

function blocks(markdown: string): string[] {
  return new Marked().lexer(markdown).map((token) => token.type);
}

test.each([
  ["markdown demo", "en"],
  ["démo markdown", "fr"],
  ["demo de markdown", "es"],
] as const)("%s has every kind of block", async (text, locale) => {
  const reply = await ask(text, { locale });
  const kinds = new Set(blocks(reply));
  for (const kind of ["heading", "paragraph", "list", "table", "code", "blockquote", "hr"])
    expect(kinds).toContain(kind);
  expect(reply).toContain("- [x] ");
  expect(reply).toContain("$$\n");
  expect(reply).toMatch(/\[[^\]]+\]\(https:/);
});

test.each([
  ["show me a table", "table"],
  ["montre-moi un tableau", "table"],
  ["escribe una lista", "list"],
  ["multiplication table of 7", "table"],
  ["show a quote", "blockquote"],
])("%s", async (text, kind) => {
  expect(blocks(await ask(text))[0]).toBe(kind);
});

test("maths come as formulas", async () => {
  for (const text of ["show maths", "montre des formules", "muestra ecuaciones"])
    expect(await ask(text)).toContain("\\frac");
});

test.each(codeSamples.map((sample) => [sample.label, sample.language] as const))(
  "there is a program in %s, said to be stored",
  async (label, language) => {
    const name = label.replace(/ \(.*/, "");
    const reply = await ask(`write a code example in ${name}`);
    expect(reply).toStartWith(`\`\`\`${language}\n`);
    expect(reply).toContain("I do not write new programs");
  },
);

test("a wish too long for a sample is not answered with one", async () => {
  const text =
    "write a table of all the kings of France with their wives, their children and the dates of their deaths";
  expect(await ask(text)).toStartWith("I cannot answer that");
});

test("the long demonstration is long, and in every language", async () => {
  for (const [index, text] of ["long demo", "démo longue", "demo larga"].entries()) {
    const reply = await ask(text, { locale: coreLocales[index] ?? "en" });
    expect(reply.split(/\s+/).length).toBeGreaterThan(2_000);
  }
});
