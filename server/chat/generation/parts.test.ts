import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { applyPartEvent } from "../../../shared/apply-part-event.ts";
import { cleanText } from "../../../shared/requests.ts";
import type { Part, PartEvent } from "../../../shared/parts.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { applyEvent, startTestWorker, type Watched } from "../../../testing/server/test-worker.ts";
import { ChunkWriter } from "./chunk-writer.ts";
import { compactLogs } from "./compact-logs.ts";
import { addPiece, cutPieces, type KeepPiece, type LogPiece, partsOfPieces } from "./log-piece.ts";
import { createPartSink } from "./part-sink.ts";
import { viewNotices } from "./view-notices.ts";
import { toSteps, watchGeneration } from "./watch-generation.ts";
import { toChunks } from "./flush-chunks.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const reasoning = (text: string, isOver = true) => ({
  kind: "reasoning",
  text,
  startedAt: expect.any(String),
  endedAt: isOver ? expect.any(String) : null,
});

/** What a reader makes of a reply that it watches from the start. */
async function watchAll(
  worker: ReturnType<typeof startTestWorker>,
  id: string,
  withParts: boolean,
) {
  const seen: Watched = { text: "", parts: [], attempt: 0, final: null };
  const request = { generationId: id, userId: stage.userId, cursor: undefined, withParts };
  const { sql, metrics } = worker.deps;
  const deps = { sql, metrics, generations: worker.generations };
  for await (const { event } of watchGeneration(deps, request, new AbortController().signal))
    applyEvent(seen, event);
  return seen;
}

test("thoughts and words are logged, stored and shown apart", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.think("The person ");
  call.think("greets me.");
  await worker.watch(asked.generationId, ({ parts }) => parts.length === 1);
  call.say("Hello ");
  await worker.watch(asked.generationId, ({ text }) => text === "Hello ");
  call.think("And now?");
  call.say("there.");
  call.finish();
  await running;
  const expected = [
    reasoning("The person greets me."),
    { kind: "text", text: "Hello " },
    reasoning("And now?"),
    { kind: "text", text: "there." },
  ];
  const message = await stage.message(asked.messageId);
  expect(message).toMatchObject({ text: "Hello there.", parts: expected });
  expect((await watchAll(worker, asked.generationId, true)).parts).toEqual(expected as Part[]);
  expect(await watchAll(worker, asked.generationId, false)).toMatchObject({ text: "Hello there." });
  // A log that is gone is told from the message.
  await stage.sql`update generations set finished_at = now() - interval '1 hour' where id = ${asked.generationId}`;
  expect(await compactLogs(stage.sql, 1_000)).toBe(1);
  expect((await watchAll(worker, asked.generationId, true)).parts).toEqual(expected as Part[]);
  expect(await watchAll(worker, asked.generationId, false)).toMatchObject({
    text: "Hello there.",
    final: { status: "completed" },
  });
});

test("text that turns out to be thoughts is taken back from every reader", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say("so they want a greeting");
  await worker.watch(asked.generationId, ({ text }) => text !== "");
  const plain = watchAll(worker, asked.generationId, false);
  call.rethink();
  call.say("Hello");
  call.finish();
  await running;
  const parts = [reasoning("so they want a greeting"), { kind: "text", text: "Hello" }];
  expect(await stage.message(asked.messageId)).toMatchObject({ text: "Hello", parts });
  expect((await plain).text).toBe("Hello");
});

test("what was left out of the conversation is said before the first words", async () => {
  for (const first of ["think", "write"] as const) {
    const identity = { generationId: "gen_1", fence: 1, attempt: 1, lastSeq: 0 };
    const writer = new ChunkWriter(identity, () => {});
    const turns = ["a", "b", "c"].map((messageId) => {
      return { messageId, role: "user" as const, text: "" };
    });
    const sink = createPartSink(writer, {
      mostBytes: 1_000,
      noticesOf: (view) => viewNotices({ turns, isWhole: true }, view),
    });
    // A request that is sent again is shortened again.
    sink.shown?.({ from: 1, filesLeftOut: 0 });
    sink.shown?.({ from: 2, filesLeftOut: 0 });
    expect(writer.hasPending).toBe(false);
    void sink[first]("a");
    void sink.write("b");
    const [notice, ...others] = partsOfPieces(await writer.end());
    expect(notice).toEqual({ kind: "notice", notice: "history_shortened", from: "c" });
    expect(others.map(({ kind }) => kind)).toEqual(
      first === "think" ? ["reasoning", "text"] : ["text"],
    );
  }
});

test("a character that is split over two deltas is stored whole, also around thoughts", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.think("\ud83e");
  call.think("\udd14\u0000");
  call.say("a\ud83d");
  await worker.watch(asked.generationId, ({ text }) => text === "a");
  call.say("\ude00b \ude00 \u0000 \ud83d");
  call.finish();
  await running;
  const text = "a\ud83d\ude00b \ufffd \ufffd \ufffd";
  const parts = [reasoning("\ud83e\udd14\ufffd"), { kind: "text", text }];
  expect(await stage.message(asked.messageId)).toMatchObject({ text, parts });
});

test("what was said before an answer failed is stored with its last half character", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say("a\ud83d");
  call.fail(new Error("broken"));
  await running;
  const message = { text: "a\ufffd", generation: { status: "failed" } };
  expect(await stage.message(asked.messageId)).toMatchObject(message);
});

test("any deltas come out as the whole text cleaned, words and thoughts apart", async () => {
  const units = fc.array(fc.constantFrom("a", "\u0000", "\ud83d", "\ude00", "é", "\u200d"));
  const deltas = fc.array(fc.tuple(fc.constantFrom("write", "think"), units), { maxLength: 8 });
  const check = async (said: [kind: "write" | "think", units: string[]][]) => {
    const identity = { generationId: "gen_1", fence: 1, attempt: 1, lastSeq: 0 };
    const writer = new ChunkWriter(identity, () => {});
    const sink = createPartSink(writer, { mostBytes: 1_000_000, noticesOf: () => [] });
    for (const [kind, text] of said) void sink[kind](text.join(""));
    sink.end();
    const parts = partsOfPieces(await writer.end());
    const wholeOf = (kind: string) =>
      cleanText(said.flatMap(([own, text]) => (own === kind ? text : [])).join(""));
    const storedOf = (kind: string) =>
      parts.map((part) => (part.kind === kind && "text" in part ? part.text : "")).join("");
    expect(storedOf("text")).toBe(wholeOf("write"));
    expect(storedOf("reasoning")).toBe(wholeOf("think"));
  };
  await fc.assert(fc.asyncProperty(deltas, check));
});

test("a notice is told with a reply whose log is gone", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.think("hm");
  call.say("words");
  call.finish();
  await running;
  const notice = { kind: "notice", notice: "history_shortened" };
  await stage.sql`update messages set parts = ${JSON.stringify([notice])}::text::jsonb || parts where id = ${asked.messageId}`;
  await stage.sql`update generations set finished_at = now() - interval '1 hour' where id = ${asked.generationId}`;
  expect(await compactLogs(stage.sql, 1_000)).toBe(1);
  const { parts, text } = await watchAll(worker, asked.generationId, true);
  const expected = [notice, reasoning("hm"), { kind: "text", text: "words" }];
  expect(parts).toEqual(expected as Part[]);
  expect(text).toBe("words");
});

test("a reply of words alone stores no parts", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.say("just ");
  call.say("words");
  call.finish();
  await running;
  const message = await stage.message(asked.messageId);
  expect(message?.text).toBe("just words");
  expect(message).not.toHaveProperty("parts");
  const rows = await stage.sql`
    select from chunks where generation_id = ${asked.generationId} and event is not null`;
  expect(rows).toHaveLength(0);
});

test("what a dead worker thought is kept when its reply is stopped", async () => {
  const asked = await stage.ask();
  {
    using worker = startTestWorker(stage);
    void worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.think("hm");
    call.say("Half an ans");
    await worker.watch(asked.generationId, ({ text }) => text === "Half an ans");
    await stage.sql`update generations set stop_requested = true where id = ${asked.generationId}`;
    await stage.expireLease(asked.generationId);
    using other = startTestWorker(stage);
    await other.generate(asked.generationId);
  }
  expect(await stage.message(asked.messageId)).toMatchObject({
    text: "Half an ans",
    parts: [reasoning("hm"), { kind: "text", text: "Half an ans" }],
    generation: { status: "stopped" },
  });
});

type PartPiece = Exclude<LogPiece, KeepPiece>;
const at = "2026-11-29T00:00:00.000Z";
const piece: fc.Arbitrary<PartPiece> = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("x".repeat(40_000), "😀".repeat(20_000)),
  fc.record({ type: fc.constant("append" as const), text: fc.string({ maxLength: 8 }) }),
  fc.constant<PartPiece>({ type: "append", text: "y".repeat(70_000) }),
  fc.constant<PartPiece>({
    type: "open",
    part: { kind: "reasoning", text: "", startedAt: at, endedAt: null },
  }),
  fc.constant<PartPiece>({ type: "close", at }),
  fc.constant<PartPiece>({ type: "wait", until: at, ms: 5_000 }),
  fc.constant<PartPiece>({ type: "rethink", startedAt: at, at }),
);

const applyAll = (events: readonly PartEvent[]) =>
  events.reduce<readonly Part[]>(applyPartEvent, []);
const toEvent = (each: PartPiece): PartEvent =>
  typeof each === "string" ? { type: "text", text: each } : each;

test("however pieces are gathered, cut, joined and resumed, every reader has the same parts", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat({ max: 20 }),
      (pieces, most, resumeAfter) => {
        const expected = applyAll(pieces.map(toEvent));
        expect(partsOfPieces(pieces)).toEqual(expected);
        const logged: LogPiece[] = [];
        let pending: LogPiece[] = [];
        for (const each of pieces) {
          addPiece(pending, each);
          const { cut, rest } = cutPieces(pending, most);
          logged.push(...cut);
          pending = rest;
        }
        logged.push(...cutPieces(pending).cut);
        const chunks = toChunks(logged, { lastSeq: 0, attempt: 1 });
        const id = "gen_00000000000000000000000000000000";
        const seen: Watched = { text: "", parts: [], attempt: 1, final: null };
        let cursor = 0;
        for (const step of toSteps(id, chunks.slice(0, resumeAfter), true)) {
          applyEvent(seen, step.event);
          cursor = Number.parseInt(step.cursor, 10);
        }
        for (const step of toSteps(id, chunks.slice(cursor), true)) applyEvent(seen, step.event);
        expect(seen.parts).toEqual(expected);
        const plain: Watched = { text: "", parts: [], attempt: 1, final: null };
        for (const step of toSteps(id, chunks, false)) applyEvent(plain, step.event);
        expect(plain.text).toBe(
          expected.map((part) => (part.kind === "text" ? part.text : "")).join(""),
        );
      },
    ),
  );
});

test("an event that only a later version knows is passed over, and costs no other", () => {
  const [before, after] = toChunks(["a", "b"], { lastSeq: 0, attempt: 1 });
  if (!before || !after) throw new Error("two chunks");
  const unknown = { ...before, seq: 2, body: "", event: '{"type":"step","label":"x"}' };
  const chunks = [before, unknown, { ...after, seq: 3 }];
  for (const withParts of [true, false]) {
    const steps = [...toSteps("gen_00000000000000000000000000000000", chunks, withParts)];
    expect(steps.map(({ event }) => event)).toEqual([{ type: "text", text: "ab" }]);
  }
});
