import { expect, test } from "bun:test";
import fc from "fast-check";
import { maxBatchSize, maxFrameBytes } from "../shared/limits.ts";
import { byteLength, frameEncoder, framedSockets, packFrames } from "./frames.ts";

/** Texts of every width in UTF-8, with escapes and halves of pairs, up to a good part of a frame. */
const text = fc
  .tuple(
    fc.constantFrom("a", "é", "語", "😀", '"', "\\", "\n", "\u0001", "\u2028", "\ud800"),
    fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 10_000 })),
    fc.string({ unit: "binary", maxLength: 20 }),
  )
  .map(([unit, times, rest]) => unit.repeat(times) + rest);

const messages = fc
  .array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.constant("") }), {
    maxLength: 12,
    size: "max",
  })
  .chain((texts) =>
    fc.nat({ max: 2 * maxBatchSize }).map((small) =>
      [...texts, ...Array.from({ length: small }, () => "x")].map((each, id) => ({
        id,
        method: "mutation",
        params: { path: "messages.send", input: { text: each } },
      })),
    ),
  );

const callsOf = (frame: string): unknown[] => {
  const value: unknown = JSON.parse(frame);
  return Array.isArray(value) ? value : [value];
};

test("whatever is packed keeps to the frame's bytes and the batch's calls, in order and whole", () => {
  fc.assert(
    fc.property(messages, (calls) => {
      const frames = packFrames(calls);
      expect(frames.flatMap(callsOf)).toEqual(JSON.parse(JSON.stringify(calls)));
      for (const frame of frames) {
        const count = callsOf(frame).length;
        expect(count).toBeWithin(1, maxBatchSize + 1);
        if (count > 1) expect(byteLength(frame)).toBeLessThanOrEqual(maxFrameBytes);
      }
    }),
    { numRuns: 60 },
  );
});

test("a frame is filled to its last byte, and no further", () => {
  const sized = (bytes: number) => "x".repeat(bytes - 2);
  const half = maxFrameBytes / 2;
  // Two brackets and a comma.
  expect(packFrames([sized(half - 2), sized(half - 1)])).toHaveLength(1);
  expect(packFrames([sized(half - 1), sized(half - 1)])).toHaveLength(2);
  expect(packFrames([])).toEqual([]);
});

test("a socket sends each frame by itself, and what is no text as it is", () => {
  const sent: unknown[] = [];
  class Recorder extends EventTarget {
    send(data: unknown) {
      sent.push(data);
    }
  }
  // A test's socket has what the class uses of a real one.
  const Framed = framedSockets(Recorder as unknown as typeof WebSocket);
  const socket = new Framed("ws://nowhere");
  const calls = Array.from({ length: maxBatchSize + 1 }, (_, id) => ({ id, text: "a\nb" }));
  socket.send(frameEncoder.encode(calls) as string);
  expect(sent.map((frame) => callsOf(String(frame)).length)).toEqual([maxBatchSize, 1]);
  const bytes = new Uint8Array([10]);
  socket.send(bytes);
  socket.send("PING");
  expect(sent.slice(2)).toEqual([bytes, "PING"]);
});
