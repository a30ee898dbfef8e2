import { expect, test } from "bun:test";
import { toPlainText } from "./to-plain-text.ts";

test("plain text has the words and none of the marks", () => {
  const source =
    "# Title\n\nSome **bold *both*** and _em_ with `a_b*c` and [a link](https://e.example).\n\n" +
    "- [x] done\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n```ts\nconst a = *b;\n```\n\n2 * 3 = snake_case";
  expect(toPlainText(source)).toBe(
    "Title\n\nSome bold both and em with a_b*c and a link.\n\ndone\nquoted\n\na, b\n\n1, 2\n\nconst a = *b;\n\n2 * 3 = snake_case",
  );
});
