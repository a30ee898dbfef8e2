import { expect, test } from "bun:test";
import fc from "fast-check";
import { createThoughtSplitter } from "./split-thoughts.ts";
import { busyTimeOf, quickest } from "../../../testing/quickest.ts";

/** What a reader has at the end, whichever deltas the text came in. */
function readAll(deltas: readonly string[]): { text: string; thought: string } {
  const splitter = createThoughtSplitter();
  const read = { text: "", thought: "" };
  const pieces = [
    ...deltas.flatMap((delta) => splitter.push({ kind: "text", text: delta })),
    ...splitter.flush(),
  ];
  for (const piece of pieces) {
    if (piece.kind === "rethink") {
      read.thought += read.text;
      read.text = "";
    } else read[piece.kind] += piece.text;
  }
  return read;
}

const cases: [answer: string, text: string, thought: string][] = [
  ["Hello", "Hello", ""],
  ["<think>\nSecret\n</think>\n\nHello", "Hello", "Secret\n"],
  ["\nSecret\n</think>\n\nHello", "Hello", "\nSecret\n"],
  ["Secret</think>Hello", "Hello", "Secret"],
  ["<think>\n\n</think>\n\nHello", "Hello", ""],
  ["<think>only thoughts", "", "only thoughts"],
  ["<THINKING>a</THINKING>b", "b", "a"],
  ["<reasoning>a</reasoning>\nb < c and d</think> e", "b < c and d</think> e", "a"],
  ["```xml\n<think>\ncode\n</think>\n```\n", "```xml\n<think>\ncode\n</think>\n```\n", ""],
  ["A `<think>` tag and a `</think>` tag.", "A `<think>` tag and a `</think>` tag.", ""],
  ["Write <think> here", "Write <think> here", ""],
  ["First.\n<think>hm</think>\nSecond.", "First.\nSecond.", "hm"],
  ["<think>```\n</think>\nHello\n<b>", "Hello\n<b>", "```\n"],
  ["a <thi", "a <thi", ""],
  ["<", "<", ""],
  ["</think>\n\nHello", "Hello", ""],
  ["\n\n</think>\n\nHello", "\n\nHello", ""],
  ["<think>a</think></think>b", "b", "a"],
  ["Write <think>a</think> here", "Write <think>a</think> here", ""],
  ["Two: <think>a</think>, <think>b</think>.", "Two: <think>a</think>, <think>b</think>.", ""],
  ["> <think>\n> a\n> </think>\n\nb", "> <think>\n> a\n> </think>\n\nb", ""],
  [
    "Like so:\n\n    <think>\n    a\n    </think>",
    "Like so:\n\n    <think>\n    a\n    </think>",
    "",
  ],
  [
    "XML:\n<root>\n    <think>a</think>\n</root>",
    "XML:\n<root>\n    <think>a</think>\n</root>",
    "",
  ],
  ['End with "</think>" alone.', 'End with "</think>" alone.', ""],
  ["| tag |\n|---|\n| <think> |\n| </think> |", "| tag |\n|---|\n| <think> |\n| </think> |", ""],
  ["<think>a <b> c</think>d", "d", "a <b> c"],
  ["[THINK]hm[/THINK]Hello", "Hello", "hm"],
  ["Secret[/THINK]Hello", "Hello", "Secret"],
  ["A list [a, b] and a [THINK] mark", "A list [a, b] and a [THINK] mark", ""],
  ["◁think▷hm◁/think▷Hello", "Hello", "hm"],
  ["<seed:think>hm</seed:think>Hello", "Hello", "hm"],
  ["<mm:think>hm</mm:think>\n\nHello", "Hello", "hm"],
  ["<reason>hm</reason>Hello", "Hello", "hm"],
  [
    "<|begin_of_thought|>hm<|end_of_thought|>\n\n<|begin_of_solution|>\nHello<|end_of_solution|>",
    "Hello",
    "hm",
  ],
  [
    "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Hello<|return|>",
    "Hello",
    "hm",
  ],
  ["<|channel|>analysis<|message|>hm<|start|>assistant<|channel|>final<|message|>Hi", "Hi", "hm"],
  ["<|channel|>final<|message|>Hello", "Hello", ""],
  [
    "gpt-oss ends a turn with <|end|> or <|return|>.",
    "gpt-oss ends a turn with <|end|> or <|return|>.",
    "",
  ],
  ["<|channel>thought\nhm<channel|>Hello", "Hello", "hm"],
  ["<unused94>thought\nhm<unused95>Hello", "Hello", "hm"],
  ["<think>see [/THINK] and <|end|></think>Hello", "Hello", "see [/THINK] and <|end|>"],
];

test("thoughts are told from the answer", () => {
  for (const [answer, text, thought] of cases)
    expect([answer, readAll([answer])]).toEqual([answer, { text, thought }]);
});

test("however the answer is cut into deltas", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
      ([answer, text, thought], cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), answer.length];
        const deltas = at.slice(1).map((end, index) => answer.slice(at[index], end));
        expect(readAll(deltas)).toEqual({ text, thought });
      },
    ),
    { numRuns: 2_000 },
  );
});

test("text that is full of half tags takes no longer than other text", async () => {
  const mostMs = 2_000;
  const took = await quickest(mostMs, () =>
    busyTimeOf(() => {
      readAll(Array.from({ length: 20_000 }, () => "<thin`"));
      readAll(["<".repeat(500_000), "</".repeat(250_000)]);
    }),
  );
  expect(took).toBeLessThan(mostMs);
});

test("a closing tag in an answer whose thoughts came apart is a word", () => {
  const splitter = createThoughtSplitter();
  const pieces = [
    ...splitter.push({ kind: "thought", text: "hm" }),
    ...splitter.push({ kind: "text", text: "It ends at </think> then." }),
    ...splitter.flush(),
  ];
  expect(pieces).toEqual([
    { kind: "thought", text: "hm" },
    { kind: "text", text: "It ends at </think> then." },
  ]);
});
