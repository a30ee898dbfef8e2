import { expect, test } from "bun:test";
import { fillVariables, findVariables, maxVariables } from "./prompt-variables.ts";

test("variables are found once, in order, with the first default that is given", () => {
  const text =
    "Write to {{ name }} in {{language|French}} about {{topic}}. {{name|you}}, {{language|x}}";
  expect(findVariables(text)).toEqual([
    { name: "name", preset: "you" },
    { name: "language", preset: "French" },
    { name: "topic", preset: "" },
  ]);
});

test("values replace every use; what is no variable stays", () => {
  const text = "{{a}} {{a|x}} {{b}} {{}} {{ }} { {a} } {{{c}}}";
  const filled = fillVariables(text, new Map([["a", "$& {{b}}"]]));
  expect(filled).toBe("$& {{b}} $& {{b}} {{b}} {{}} {{ }} { {a} } {{{c}}}");
});

test("an empty value empties, and the number of variables is limited", () => {
  expect(fillVariables("[{{a|x}}]", new Map([["a", ""]]))).toBe("[]");
  const many = Array.from({ length: maxVariables + 5 }, (_, i) => `{{v${i}}}`).join(" ");
  expect(findVariables(many)).toHaveLength(maxVariables);
});
