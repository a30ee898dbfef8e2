import { expect, test } from "bun:test";
import { createEntityDecoder } from "./entities.ts";
import { findGrammar } from "./grammars.ts";
import { toPlainText } from "./to-plain-text.ts";

test("an announcement has the words and none of the marks", () => {
  const source =
    "# Title\n\nSome **bold *both*** and _em_ with `a_b*c` and [a link](https://e.example).\n\n" +
    "- [x] done\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n```ts\nconst a = *b;\n```\n\n2 * 3 = snake_case";
  expect(toPlainText(source)).toBe(
    "Title\n\nSome bold both and em with a_b*c and a link.\n\ndone\nquoted\n\na, b\n\n1, 2\n\nconst a = *b;\n\n2 * 3 = snake_case",
  );
});

test("named, decimal and hexadecimal references are decoded, unknown ones are kept", () => {
  const decode = createEntityDecoder();
  expect(
    decode(
      "&amp;lt; &eacute;&Omega;&omega;&rarr;&yuml;&nbsp;&hearts; &#8364;&#x20AC; &nope; &#0;&#xD800; a&b",
    ),
  ).toBe("&lt; éΩω→ÿ\u00a0♥ €€ &nope; \ufffd\ufffd a&b");
});

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
