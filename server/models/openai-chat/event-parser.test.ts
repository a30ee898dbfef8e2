import { expect, test } from "bun:test";
import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { createEventParser } from "./event-parser.ts";

const options = { maxLength: 1_000, onError: () => {}, onTooLong: () => {} };

function parse(parts: readonly string[]): string[] {
  const seen: string[] = [];
  const parser = createEventParser({ ...options, onData: (data) => seen.push(data) });
  for (const part of parts) parser.feed(part);
  return seen;
}

function parseAsSpecified(parts: readonly string[]): string[] {
  const seen: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => seen.push(data) });
  for (const part of parts) parser.feed(part);
  return seen;
}

test("whatever comes in whatever pieces, the events are those of a whole SSE parser", () => {
  const piece = fc.constantFrom(
    "data: {}\n\n", "data: [DONE]\n\n", "data: a\n", "data: b\r\n", "data:c\n\n", "data: ", "data",
    ": hi\n", ": hi\n\n", "event: x\n", "id: 1\n\n", "\n", "\n\n", "\r", "\r\n\r\n", "x", "",
  ); // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.array(piece).map((pieces) => pieces.join(""))), (parts) => {
      expect(parse(parts)).toEqual(parseAsSpecified(parts));
    }),
    { numRuns: 3_000 },
  );
});

test("an event that never ends is too long", () => {
  let tooLong = 0;
  const parser = createEventParser({
    ...options,
    onData: () => {},
    onTooLong: () => tooLong++,
  });
  for (let i = 0; i < 20 && tooLong === 0; i++)
    parser.feed(`${i === 0 ? "data: " : ""}${"x".repeat(100)}`);
  expect(tooLong).toBe(1);
});

test("errors are told by their event's or their line's name; lines of JSON are data", () => {
  const data: string[] = [];
  const errors: string[] = [];
  const parser = createEventParser({
    ...options,
    onData: (said) => data.push(said),
    onError: (said) => errors.push(said),
  });
  parser.feed('event: error\ndata: a\n\nerror: {"b":1}\n\n{"c":1}\n\nevent: ping\ndata: d\n\n');
  expect({ data, errors }).toEqual({ data: ['{"c":1}', "d"], errors: ["a", '{"b":1}'] });
});
