import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { encodeCursor } from "../../../shared/cursor.ts";
import type { GenerationEvent } from "../../../shared/generation-event.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { LogHub } from "../../platform/streams/log-hub.ts";
import { applyEvent, startTestWorker, type Watched } from "../../../testing/server/test-worker.ts";
import { createStage, type AskedReply, type Stage } from "../../../testing/server/stage.ts";
import type { Chunk } from "./chunk-log.ts";
import { createChunkReader } from "./chunk-log.ts";
import { toSteps, watchGeneration } from "./watch-generation.ts";

const metrics = createMetrics();
let stage: Stage;
/** A finished reply of two attempts; its log is text, text, restart, text, text, text, final. */
let ended: AskedReply;
let log: Chunk[];

beforeAll(async () => {
  stage = await createStage();
  ended = await stage.ask();
  for (const [attempt, words] of [
    ["a", "b"],
    ["c 😀", "d", "e"],
  ].entries()) {
    using worker = startTestWorker(stage);
    const running = worker.generate(ended.generationId);
    const call = await worker.provider.call();
    let text = "";
    for (const word of words) {
      call.say(word);
      text += word;
      await worker.watch(ended.generationId, (seen) => seen.text === text);
    }
    if (attempt === 0) await stage.expireLease(ended.generationId);
    else {
      call.finish();
      await running;
    }
  }
  log = await stage.chunks(ended.generationId);
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A node that watches and has heard nothing yet. */
function newNode() {
  return {
    metrics,
    sql: stage.sql,
    generations: new LogHub(createChunkReader(stage.sql), (error) => {
      throw error;
    }),
  };
}

async function watchAll(generationId: string, cursor: string | undefined, userId = stage.userId) {
  const request = { generationId, userId, cursor };
  const steps = watchGeneration(newNode(), request, new AbortController().signal);
  return Array.fromAsync(steps);
}

/** What a screen shows after a log's events, begun from a state. */
function shown(events: GenerationEvent[], from?: Watched): Watched {
  const seen: Watched = from ? { ...from } : { text: "", parts: [], attempt: 0, final: null };
  for (const event of events) applyEvent(seen, event);
  return seen;
}

const whole: Watched = {
  text: "c 😀de",
  parts: [{ kind: "text", text: "c 😀de" }],
  attempt: 2,
  final: { type: "final", status: "completed", error: null, usage: null },
};

test("a hole in a log is counted and ends the watch before it, for text may not be missing unseen", async () => {
  const asked = await stage.ask();
  await stage.sql`insert into chunks select ${asked.generationId}, n, 1, 'text', n from generate_series(1, 5) n`;
  await stage.sql`update generations set last_seq = 5, status = 'running' where id = ${asked.generationId}`;
  await stage.sql`delete from chunks where generation_id = ${asked.generationId} and seq = 3`;
  const gaps = async () => (await metrics.streamGaps.get()).values[0]?.value;
  expect(await gaps()).toBe(0);
  for (const [cursor, seen] of [
    [undefined, ["snapshot"]],
    [encodeCursor(asked.generationId, 2), []],
  ] as const) {
    const steps = await watchAll(asked.generationId, cursor);
    expect(steps.map(({ event }) => event.type)).toEqual([...seen]);
  }
  expect(await gaps()).toBe(2);
});

describe("watching from a cursor", () => {
  test("without one begins with a snapshot and shows everything", async () => {
    const steps = await watchAll(ended.generationId, undefined);
    expect(steps[0]).toEqual({
      cursor: encodeCursor(ended.generationId, 0),
      event: { type: "snapshot", attempt: 1, text: "" },
    });
    expect(shown(steps.map((step) => step.event))).toEqual(whole);
  });

  test("with every cursor that was given out, shows exactly the rest", async () => {
    expect(log.map((chunk) => chunk.kind)).toEqual([
      "text",
      "text",
      "restart",
      "text",
      "text",
      "text",
      "final",
    ]);
    for (let seq = 0; seq <= log.length; seq++) {
      const before = [...toSteps(ended.generationId, log.slice(0, seq))].map((step) => step.event);
      const steps = await watchAll(ended.generationId, encodeCursor(ended.generationId, seq));
      const types = steps.map((step) => step.event.type);
      expect(types).not.toContain("snapshot");
      const start = shown([{ type: "snapshot", attempt: 1, text: "" }, ...before]);
      expect(
        shown(
          steps.map((step) => step.event),
          start,
        ),
      ).toEqual(whole);
    }
  });

  test("with one that this log never gave out, begins anew", async () => {
    const other = await stage.ask();
    const impossible = [
      encodeCursor(ended.generationId, log.length + 1),
      encodeCursor(ended.generationId, 2 ** 31 - 1),
      encodeCursor(ended.generationId, 9_999_999_999),
      encodeCursor(ended.generationId, -1),
      encodeCursor(ended.generationId, 1.5),
      encodeCursor(other.generationId, 2),
      "1e9",
      "2",
      "",
      "two",
      "2-",
      ` ${encodeCursor(ended.generationId, 2)}`,
      "9".repeat(10_000),
      "\u0000",
    ];
    for (const cursor of impossible) {
      const steps = await watchAll(ended.generationId, cursor);
      expect(steps[0]?.event.type).toBe("snapshot");
      expect(shown(steps.map((step) => step.event))).toEqual(whole);
    }
  });

  test("refuses a missing one and another user's in the same way", async () => {
    const missing = "gen_00000000000000000000000000000000";
    for (const [id, userId] of [
      [missing, stage.userId],
      [ended.generationId, "user_somebody"],
    ] as const) {
      await expect(watchAll(id, undefined, userId)).rejects.toMatchObject({
        code: "not_found",
        message: "No such generation.",
      });
    }
  });
});

describe("watching a reply that is being written", () => {
  test("shows the same to all, whenever they join and however often they reconnect", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    const words = Array.from({ length: 120 }, (_, i) => `${i} 😀 `);
    const watchers: Promise<Watched>[] = [];
    for (const [i, word] of words.entries()) {
      if (i % 10 === 0) watchers.push(worker.watch(asked.generationId));
      if (i % 10 === 5)
        watchers.push(watchInPieces(worker.generations, asked.generationId, 1 + i / 10));
      call.say(word);
      // The next word comes when this one is durable, so there is something to join at.
      if (i % 3 === 0) {
        const soFar = words.slice(0, i + 1).join("");
        await worker.watch(asked.generationId, (seen) => seen.text.length >= soFar.length);
      }
    }
    call.finish();
    await running;
    for (const watched of await Promise.all(watchers)) {
      expect(watched.text).toBe(words.join(""));
      expect(watched.final?.status).toBe("completed");
    }
  });

  /** Watches `count` events at a time, as one whose connection breaks after each few. */
  async function watchInPieces(
    generations: LogHub<Chunk>,
    generationId: string,
    count: number,
  ): Promise<Watched> {
    const seen: Watched = { text: "", parts: [], attempt: 0, final: null };
    let cursor: string | undefined;
    while (!seen.final) {
      let left = Math.floor(count);
      for await (const step of watchGeneration(
        { sql: stage.sql, generations, metrics },
        { generationId, userId: stage.userId, cursor },
        new AbortController().signal,
      )) {
        cursor = step.cursor;
        applyEvent(seen, step.event);
        if (--left === 0) break;
      }
    }
    return seen;
  }

  test("ends when the thread is deleted and the watcher was behind", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask();
    void worker.generate(asked.generationId);
    (await worker.provider.call()).say("text");
    await worker.watch(asked.generationId, (seen) => seen.text === "text");
    const steps = watchGeneration(
      { sql: stage.sql, generations: worker.generations, metrics },
      { generationId: asked.generationId, userId: stage.userId, cursor: undefined },
      new AbortController().signal,
    );
    await steps.next();
    await stage.sql`delete from generations where id = ${asked.generationId}`;
    await stage.sql`delete from chunks where generation_id = ${asked.generationId}`;
    const reached = worker.generations.follow(
      { id: asked.generationId, after: 1 },
      new AbortController().signal,
    );
    void reached.next();
    expect((await steps.next()).done).toBe(true);
  });
});

describe("joining chunks to events", () => {
  const chunk = fc.oneof(
    fc.record({
      kind: fc.constant("text" as const),
      body: fc.tuple(fc.string(), fc.nat({ max: 32_000 })).map(([s, n]) => s + "x".repeat(n)),
    }),
    fc.constant({ kind: "restart" as const, body: "" }),
  );

  test("shows the same text in bounded events, each with the cursor of its last chunk", () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), (parts) => {
        const chunks = parts.map((part, i): Chunk => ({
          seq: i + 1,
          attempt: 1,
          event: null,
          ...part,
        }));
        const steps = [...toSteps("gen_00000000000000000000000000000000", chunks)];
        const lastRestart = parts.findLastIndex((part) => part.kind === "restart");
        const expected = parts.slice(lastRestart + 1).map((part) => part.body);
        expect(shown(steps.map((step) => step.event)).text).toBe(expected.join(""));
        const seqs = steps.map((step) => Number(step.cursor.split("-")[0]));
        expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
        expect(seqs.at(-1) ?? 0).toBe(chunks.length);
        for (const { event } of steps)
          if (event.type === "text") expect(event.text.length).toBeLessThanOrEqual(65_536);
      }),
      { numRuns: 200 },
    );
  });
});
