import { expect, test } from "bun:test";
import { maxTitleLength } from "../../../shared/limits.ts";
import { tidyTitle } from "./tidy-title.ts";

test("a title is one line without marks, quotes or a full stop", () => {
  const cases = [
    ["Converting units", "Converting units"],
    ['  "Converting units."\n', "Converting units"],
    ["# **Converting** `units`", "Converting units"],
    ["- « Convertir des unités »", "Convertir des unités"],
    ["First line\nSecond line", "First line"],
    ["\n\nLate line", "Late line"],
    ["", ""],
    ['""', ""],
    ["***", ""],
    ["a\0b", "a\ufffdb"],
    ["<think>\nShort.\n</think>\n\nGreeting", "Greeting"],
    ["Short and plain.\n</think>\nGreeting", "Greeting"],
    ["<thinking>a</thinking><think>b</think> Greeting", "Greeting"],
    ["<think>\nThe person wants", ""],
    ["**Title:** X", "X"],
    ["Titre : Le chat", "Le chat"],
    ["## Title: **Two words**", "Two words"],
    ["Here is a title:\n\nX", "X"],
    ["**Here you go:**\n\n# X", "X"],
    ["__init__", "__init__"],
    ["`__init__`", "__init__"],
    ["SELECT * FROM t", "SELECT * FROM t"],
    ["2*3*4 and a * b * c", "2*3*4 and a * b * c"],
    ["*Les Misérables*", "Les Misérables"],
    ["-40 Degrees", "-40 Degrees"],
    ["- -40 Degrees", "-40 Degrees"],
    ["#include <stdio.h>", "#include <stdio.h>"],
    ["*args and **kwargs", "*args and **kwargs"],
    ['```json\n{"title":"X"}\n```', "X"],
    ['{"title":"X"}', "X"],
    ["```\nX\n```", "X"],
    ["Salut (Translation: Hello)", "Salut"],
    ["Title:", ""],
    ["Sure!\n\n**Title:** X", "X"],
    ["<title>X</title>", "X"],
    ["Title: X\n\nTitle: Y", "X"],
    ["A chat about <title> tags", "A chat about <title> tags"],
  ];
  for (const [text = "", title = ""] of cases)
    expect([text, tidyTitle(text)]).toEqual([text, title]);
});

test.each(
  [
    [
      "Here is a title: X",
      "The title is: X",
      'A good title would be: "X"',
      "Title - X",
      "Title\nX",
    ],
    ["Sure! Here's a title for this conversation: X", "Chat Title: X", "**Suggested Title:** X"],
    [
      "Título: X",
      "Título sugerido: X",
      "Titre de la conversation : X",
      "Titel: X",
      "Überschrift: X",
    ],
    [
      "Заголовок: X",
      "제목: X",
      "العنوان: X",
      "标题：X",
      "对话标题：X",
      "タイトル：X",
      "Tiêu đề: X",
    ],
    ["# Title\n\nX", "**Title**\n\nX", '"Title: X"', '**Title: "X"**', "Title:\n\n**X**"],
  ].flat(),
)("an announcement is no part of a title: %s", (answer) => {
  expect(tidyTitle(answer)).toBe("X");
});

test.each(
  [
    ["„X“", "「X」", "《X》", "『X』", "‹X›", "'X'", "【X】", '**"X"**', '"**X**"', '"X".', "“X.”"],
    ["<answer>X</answer>", "<think>hm</think>\n<answer>\nX\n</answer>", "<b>X</b>", "\\boxed{X}"],
    ["1. X\n2. Y\n3. Z", "- X\n- Y", "> X", "*X*", "<title>X"],
  ].flat(),
)("what is around a title is no part of it: %s", (answer) => {
  expect(tidyTitle(answer)).toBe("X");
});

test.each(
  [
    ['{"title":"X","tags":["a"]}', '{"chat_title":"X"}', '{"name":"X"}', '["X"]', '"X"', "`X`"],
    ['Here you go:\n```json\n{"title": "X"}\n```', '```json {"title":"X"} ```', '{"title": "X"'],
    ["{ title: 'X' }", '`{"title":"X"}`', '{"titre":"X"}', '[{"title":"X"},{"title":"Y"}]'],
  ].flat(),
)("a title is taken out of JSON: %s", (answer) => {
  expect(tidyTitle(answer)).toBe("X");
});

test.each(
  [
    ["[THINK]hm[/THINK]X", "◁think▷hm◁/think▷X", "<seed:think>hm</seed:think>\n\nX"],
    ["<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>X"],
  ].flat(),
)("thoughts are no part of a title: %s", (answer) => {
  expect(tidyTitle(answer)).toBe("X");
});

test.each(
  [
    ["__main__.py explained", "-O2 vs -O3", "--help flag", "+1 for that", "-5 °C", "*ptr = 5"],
    [
      "snake_case_names",
      "_private fields_ in JS",
      "C# and F#",
      "Learning C++",
      "if (a > b) return",
    ],
    ["> 5 items", "#hashtag", "~/.bashrc", "U.S.A.", "Wait for it...", "1. FC Köln", "Node.js"],
    ['"Hello" in "C"', "'a' or 'b'", 'x == "y"', "How to: X", "HTML title tags: how they work"],
    ["Title case rules", "A[0] and B[1]", "{} in Go", "f(x) = x * 2 * y", "**kwargs", "$PATH"],
  ].flat(),
)("words that look like marks survive: %s", (title) => {
  expect(tidyTitle(title)).toBe(title);
});

test("a title is cut to the limit without breaking a character", () => {
  const title = tidyTitle(`x${"😀".repeat(maxTitleLength)}`);
  expect(title.length).toBeLessThanOrEqual(maxTitleLength);
  expect(title.isWellFormed()).toBe(true);
  expect(title).not.toContain("\ufffd");
});
