import { expect, test } from "bun:test";
import { findGrammar } from "./grammars.ts";

test.each([
  ["ts", "typescript"],
  ["Py", "python"],
  ["c++", "cpp"],
  ["rust", "rust"],
])("code marked %p is coloured as %s", async (written, name) => {
  const grammar = findGrammar(written);
  expect(grammar?.name).toBe(name);
  expect(typeof (await grammar?.load())?.default).toBe("function");
});

test.each(["", "nonsense", "constructor", "__proto__"])("code marked %p stays plain", (written) => {
  expect(findGrammar(written)).toBeNull();
});
