import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createContinuationJoiner } from "./join-continuation.ts";
import { endsInFence } from "./open-fence.ts";
import { createSuffixAutomaton } from "./suffix-automaton.ts";
import { quickest, timeOf } from "../../../testing/quickest.ts";

/** What a reply is after a continuation that came in pieces of so many characters. */
function joined(before: string, said: string, { isAsked = true, piece = 3 } = {}): string {
  const joiner = createContinuationJoiner({ before, isAsked });
  let text = before;
  for (let i = 0; i < said.length; i += piece) text += joiner.push(said.slice(i, i + piece));
  return text + joiner.flush();
}

describe("a model that was asked to go on", () => {
  test.each([
    // Words and blanks.
    ["take out the", "trash", "take out the trash"],
    ["take out the", " trash", "take out the trash"],
    ["take out the ", "trash", "take out the trash"],
    ["take out the ", " trash", "take out the trash"],
    ["One,", "two", "One, two"],
    ["It ends.", "It begins.", "It ends. It begins."],
    ["pi is 3.", "14", "pi is 3.14"],
    ["call foo(", "bar)", "call foo(bar)"],
    ["One.\n\n", "\n\nTwo.", "One.\n\nTwo."],
    ["One.\n", "Two.", "One.\nTwo."],
    ["One.", "\n\nTwo.", "One.\n\nTwo."],
    // Scripts without blanks, and one with.
    ["我想吃", "苹果", "我想吃苹果"],
    ["今日は", "天気がいい", "今日は天気がいい"],
    ["ฉันกิน", "ข้าว", "ฉันกินข้าว"],
    ["오늘 날씨가", "좋아요", "오늘 날씨가 좋아요"],
    ["Ελπίζω να", "έρθεις", "Ελπίζω να έρθεις"],
    // What is said again.
    ["take out the", "the trash", "take out the trash"],
    [
      "It was a dark night. The wind blew.",
      "The wind blew. Rain fell.",
      "It was a dark night. The wind blew. Rain fell.",
    ],
    [
      "It was a dark night. The wind blew.\n\n",
      "The wind blew.\n\nRain fell.",
      "It was a dark night. The wind blew.\n\nRain fell.",
    ],
    ["I underst", "understand it", "I understand it"],
    ["今天天气很好。我们去公园", "我们去公园散步", "今天天气很好。我们去公园散步"],
    ["take out the", "take out the trash", "take out the trash"],
    // What is not.
    ["I want a", "apple", "I want a apple"],
    ["Yes... ", "... no", "Yes... ... no"],
    ["0, 0, 0, 0, 0, ", "0, 0, 1", "0, 0, 0, 0, 0, 0, 0, 1"],
    ["the café", "éclair", "the café éclair"],
    // Blocks.
    ["1. one\n2. two", "3. three", "1. one\n2. two\n3. three"],
    ["The end.", "## More", "The end.\n\n## More"],
    ["- a", "- b", "- a\n- b"],
    ["a", "#hash", "a#hash"],
    ["List:", "- b", "List:\n- b"],
    // Code.
    [
      "```py\ndef f():",
      "```python\n    return 1\n```\nDone",
      "```py\ndef f():\n    return 1\n```\nDone",
    ],
    ["```py\nx = fo", "```py\nx = foo(1)\n```", "```py\nx = foo(1)\n```"],
    ["```py\nx = 1\n", "```\nDone.", "```py\nx = 1\n```\nDone."],
    ["```py\nif x:\n", "    y()", "```py\nif x:\n    y()"],
    ["Use `", "code` here", "Use `code` here"],
    ["```js\n", "`x`", "```js\n`x`"],
    ["", "Hello", "Hello"],
    ["Hello", "", "Hello"],
    ["Hello", "   ", "Hello"],
  ])("%j + %j", (before, said, expected) => {
    for (const piece of [1, 2, 3, 100]) expect(joined(before, said, { piece })).toBe(expected);
  });
});

describe("a model that goes on in its own message", () => {
  test.each([
    ["take out the", " trash", "take out the trash"],
    ["take out th", "e trash", "take out the trash"],
    ["ha ha ha", " ha ha", "ha ha ha ha ha"],
    ["the the", "the", "the thethe"],
    ["He said that", "that was", "He said thatthat was"],
    [
      "It was dark. The wind blew over the hill.",
      "The wind blew over the hill. Rain.",
      "It was dark. The wind blew over the hill. Rain.",
    ],
    [
      "| 0 | 0 | 0 | 0 |\n| 0 | 0 | 0 | 0 |\n",
      "| 0 | 0 | 0 | 0 |\n",
      "| 0 | 0 | 0 | 0 |\n| 0 | 0 | 0 | 0 |\n| 0 | 0 | 0 | 0 |\n",
    ],
    ["Line one\n", "\nLine two", "Line one\nLine two"],
  ])("%j + %j", (before, said, expected) => {
    for (const piece of [1, 4, 100])
      expect(joined(before, said, { isAsked: false, piece })).toBe(expected);
  });
});

const reply = "Cats sleep for most of the day, because hunting costs them much energy. They also";

describe("a model that begins its reply anew", () => {
  test("and says the same has what it adds taken", () => {
    for (const isAsked of [true, false])
      expect(joined(reply, `${reply} dream.`, { isAsked })).toBe(`${reply} dream.`);
  });

  test("and then something else is told apart; one that was asked is shown", () => {
    const other = `${reply.slice(0, 60)} other words`;
    const joiner = createContinuationJoiner({ before: reply, isAsked: false });
    expect(joiner.push(other)).toBe("");
    expect(joiner.hasStartedOver).toBe(true);
    expect(joined(reply, other)).toBe(`${reply}\n\n${other}`);
  });

  test("and stops in the middle adds nothing", () => {
    expect(joined(reply, reply.slice(0, 50))).toBe(reply);
    const joiner = createContinuationJoiner({ before: reply, isAsked: true });
    joiner.push(reply.slice(0, 50));
    joiner.flush();
    expect(joiner.hasStartedOver).toBe(true);
  });
});

const letters = fc.string({
  unit: fc.constantFrom("a", "b", "a ", "。", "中", "\n", "```", "`"),
  maxLength: 30,
});

test("how the deltas are cut makes no difference, and only a repetition is left out", () => {
  fc.assert(
    fc.property(
      letters,
      letters,
      fc.record({ isAsked: fc.boolean(), piece: fc.integer({ min: 1, max: 9 }) }),
      (before, said, { isAsked, piece }) => {
        const text = joined(before, said, { isAsked, piece: 1 });
        expect(joined(before, said, { isAsked, piece })).toBe(text);
        expect(text.startsWith(before)).toBe(true);
        const bare = (of: string) => of.replaceAll(/\s/g, "");
        expect(bare(said).endsWith(bare(text.slice(before.length)))).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("the automaton knows the substrings and suffixes of a text", () => {
  const ab = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 20 });
  fc.assert(
    fc.property(ab, ab, (text, read) => {
      const automaton = createSuffixAutomaton(text);
      let state: number | null = 0;
      for (let i = 0; i < read.length && state !== null; i++) {
        state = automaton.next(state, read.charCodeAt(i));
        const so = read.slice(0, i + 1);
        expect(state !== null).toBe(text.includes(so));
        if (state !== null) expect(automaton.isSuffix(state)).toBe(text.endsWith(so));
      }
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ["a\n```\nb", true],
  ["a\n```\nb\n```", false],
  ["````\n```\n", true],
  ["~~~\n```\n~~~", false],
  ["``` a ` b", false],
  ["    ```", false],
  ["```js\n```ts\n", true],
  ["", false],
])("%j ends in a code block: %p", (markdown, expected) => {
  expect(endsInFence(markdown)).toBe(expected);
});

test("a megabyte that might be said again is joined in a moment", async () => {
  const text = "ab".repeat(500_000);
  const join = () => expect(joined(text, text, { piece: 1_000 }).length).toBeGreaterThan(0);
  const mostMs = 3_000;
  expect(await quickest(mostMs, () => timeOf(join))).toBeLessThan(mostMs);
});
