import { expect, test } from "bun:test";
import {
  type Announcement,
  announce,
  countWords,
  type ObservedReply,
  silent,
} from "./announcements.ts";

function run(steps: [ms: number, reply: ObservedReply | null][]): (Announcement | null)[] {
  let state = silent;
  return steps.map(([nowMs, reply]) => {
    const step = announce(state, reply, nowMs);
    state = step.state;
    return step.say;
  });
}

const reply = (status: ObservedReply["status"], text = "", generationId = "gen_1") => ({
  generationId,
  status,
  text,
});

test("tokens are not announced; start, a sign of life every 7 s, and the end are", () => {
  const said = run([
    [0, reply("queued")],
    [100, reply("running", "one")],
    [6_999, reply("running", "one two")],
    [7_000, reply("running", "one two three")],
    [8_000, reply("running", "one two three four")],
    [9_000, reply("completed", "one two three four five")],
    [20_000, reply("completed", "one two three four five")],
  ]);
  expect(said).toEqual([
    { kind: "started" },
    null,
    null,
    { kind: "progress", words: 3 },
    null,
    { kind: "completed", words: 5 },
    null,
  ]);
});

test("a reply that is over when it comes on the screen is not announced", () => {
  expect(run([[0, reply("completed", "old")]])).toEqual([null]);
});

test("a reply that is cut off is announced as that", () => {
  const said = run([
    [0, reply("running", "a")],
    [10, { ...reply("completed", "a"), finishReason: "length" }],
  ]);
  expect(said).toEqual([{ kind: "started" }, { kind: "cutOff" }]);
});

test("another conversation starts afresh", () => {
  const said = run([
    [0, reply("running", "a")],
    [10, null],
    [20, reply("failed", "", "gen_2")],
    [30, reply("queued", "", "gen_3")],
    [40, reply("stopped", "", "gen_3")],
  ]);
  expect(said).toEqual([{ kind: "started" }, null, null, { kind: "started" }, { kind: "stopped" }]);
});

test("no progress is announced before the first word", () => {
  const said = run([
    [0, reply("queued")],
    [7_000, reply("queued")],
  ]);
  expect(said[1]).toBeNull();
});

test("words are what white space separates", () => {
  expect(countWords("  two\nwords ")).toBe(2);
  expect(countWords("")).toBe(0);
});
