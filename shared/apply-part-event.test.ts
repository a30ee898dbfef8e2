import { describe, expect, test } from "bun:test";
import { applyPartEvent, partsOf, textOf } from "./apply-part-event.ts";
import { type Part, type PartEvent, partSchema } from "./parts.ts";

const at = "2026-11-29T00:00:00.000Z";
const later = "2026-11-29T00:00:12.000Z";
const thinking: PartEvent = {
  type: "open",
  part: { kind: "reasoning", text: "", startedAt: at, endedAt: null },
};

const after = (events: readonly PartEvent[]) => events.reduce<readonly Part[]>(applyPartEvent, []);

describe("a reply's parts", () => {
  test("are its thoughts and its words, in order", () => {
    const parts = after([
      thinking,
      { type: "append", text: "hm" },
      { type: "append", text: "…" },
      { type: "close", at: later },
      { type: "text", text: "Hello " },
      { type: "text", text: "there" },
    ]);
    expect(parts).toEqual([
      { kind: "reasoning", text: "hm…", startedAt: at, endedAt: later },
      { kind: "text", text: "Hello there" },
    ]);
    expect(textOf(parts)).toBe("Hello there");
    expect(parts.map((part) => partSchema.parse(part))).toEqual([...parts]);
  });

  test("may turn out to have been thoughts", () => {
    const parts = after([
      { type: "text", text: "so the user wants" },
      { type: "rethink", startedAt: at, at: later },
      { type: "text", text: "Hello" },
    ]);
    expect(parts).toEqual([
      { kind: "reasoning", text: "so the user wants", startedAt: at, endedAt: later },
      { kind: "text", text: "Hello" },
    ]);
  });

  test("are not changed by an event that does not fit, or that is not known", () => {
    const parts = after([{ type: "text", text: "a" }]);
    expect(applyPartEvent(parts, { type: "close", at })).toBe(parts);
    expect(applyPartEvent([], { type: "append", text: "a" })).toEqual([]);
    const unknown: PartEvent = JSON.parse('{"type":"step","at":"x"}');
    expect(applyPartEvent(parts, unknown)).toBe(parts);
  });

  test("keep a notice, which is no words, before what turns out to have been thoughts", () => {
    const notice: Part = { kind: "notice", notice: "history_shortened" };
    const events: PartEvent[] = [
      { type: "open", part: notice },
      { type: "append", text: "not of a notice" },
      { type: "text", text: "so" },
      { type: "rethink", startedAt: at, at: later },
      { type: "text", text: "Hello" },
    ];
    const parts = after(events);
    expect(parts).toEqual([
      notice,
      { kind: "reasoning", text: "so", startedAt: at, endedAt: later },
      { kind: "text", text: "Hello" },
    ]);
    expect(textOf(parts)).toBe("Hello");
  });

  test("keep what has not changed", () => {
    const parts = after([thinking, { type: "append", text: "hm" }]);
    expect(applyPartEvent(parts, { type: "text", text: "a" })[0]).toBe(parts[0]);
  });
});

test("a message without parts of its own is one text part", () => {
  expect(partsOf({ text: "a" })).toEqual([{ kind: "text", text: "a" }]);
  expect(partsOf({ text: "" })).toEqual([]);
});
