import { expect, test } from "bun:test";
import { outlineOf } from "./rendered.testing.ts";

// As commonmark.js, the reference, renders them.
test.each([
  ["w *_;__***", "w e[_;__]**"],
  ["w ()**b).***((***", "w ()s[b).]e[((]**"],
  ["w ***(*`c`.*(a***", "w e[e[e[(]c.](a]**"],
  ["w ;***_`c`bb__**`c`", "w ;*s[_cbb__]c"],
  ["w **é*_é\\*__*", "w e[e[é]_é*__]"],
  ["***both***, ***bold** thin*, **bold *thin***", "e[s[both]], e[s[bold] thin], s[bold e[thin]]"],
  ["*a `*` b* and **a [*](https://example.com) b**", "e[a * b] and s[a <link> b]"],
  ["a ** b ** c and snake_case_name", "a ** b ** c and snake_case_name"],
])("%s", (source, expected) => {
  expect(outlineOf(source)).toBe(expected);
});
