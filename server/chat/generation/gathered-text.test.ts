import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { interceptSql, isFlush } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { ChunkFlusher } from "./chunk-flusher.ts";
import { type Chunk, createGenerationHub } from "./chunk-log.ts";
import { claimGeneration } from "./claim-generation.ts";
import { longestPauseMs } from "./flush-pause.ts";
import { toSteps, watchGeneration } from "./watch-generation.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/**
 * A writer on a node whose clock the test turns: each pause lasts until `endPause`, which makes it
 * so many milliseconds late.
 */
async function startWriter() {
  let now = 0;
  const pauses: { ms: number; end: () => void }[] = [];
  const published: Chunk[] = [];
  const { promise: asleep, resolve: fallAsleep } = Promise.withResolvers<void>();
  let told = { promise: asleep, resolve: fallAsleep };
  let flushes = 0;
  const flusher = new ChunkFlusher({
    sql: interceptSql(stage.sql, (statement, run) => {
      if (isFlush(statement)) flushes++;
      return run();
    }),
    nodeId: "node",
    log: createLog("silent"),
    metrics: createMetrics(),
    publish: (_, chunks) => void published.push(...chunks),
    clock: {
      now: () => now,
      sleep: (ms) =>
        new Promise((resolve) => {
          pauses.push({ ms, end: resolve });
          told.resolve();
        }),
    },
  });
  const { generationId } = await stage.ask();
  const claim = await claimGeneration(stage.sql, "node", generationId);
  if (!claim) throw new Error("not claimed");
  const { id, fence, attempt, lastSeq } = claim;
  const writer = flusher.open({ generationId: id, fence, attempt, lastSeq });
  return {
    writer,
    generationId,
    published,
    get flushes() {
      return flushes;
    },
    /** Resolves with the length of the pause that the flusher is in. */
    async inPause(): Promise<number> {
      await told.promise;
      return pauses.at(-1)?.ms ?? Number.NaN;
    },
    endPause(lateMs: number): void {
      told = Promise.withResolvers<void>();
      now += (pauses.at(-1)?.ms ?? 0) + lateMs;
      pauses.at(-1)?.end();
    },
    [Symbol.dispose]() {
      flusher.handOver();
      pauses.at(-1)?.end();
    },
  };
}

/** Lets the node's timers be late until its pauses are as long as they get. */
async function makeLate(node: Awaited<ReturnType<typeof startWriter>>): Promise<string> {
  let text = "";
  for (let i = 0; i < 50; i++) {
    void node.writer.append(`${i} `);
    text += `${i} `;
    if ((await node.inPause()) === longestPauseMs) return text;
    node.endPause(100);
  }
  throw new Error("pauses did not grow");
}

/** What a reader on another node gets after a cursor, until it has so much text. */
async function readElsewhere(id: string, cursor: string | undefined, length: number) {
  const leave = new AbortController();
  const generations = createGenerationHub(stage.sql, (error) => {
    throw error;
  });
  const deps = { sql: stage.sql, generations, metrics: createMetrics() };
  const request = { generationId: id, userId: stage.userId, cursor };
  let text = "";
  for await (const { event } of watchGeneration(deps, request, leave.signal)) {
    if ("text" in event) text += event.text;
    if (text.length >= length) break;
  }
  leave.abort();
  return text;
}

describe("a node whose event loop is late", () => {
  test("commits what a stream brings in a pause as one chunk, and sends it as one event", async () => {
    using node = await startWriter();
    const before = await makeLate(node);
    const [seen, flushes] = [node.published.length, node.flushes];
    for (const token of ["one ", "two ", "three"]) void node.writer.append(token);
    expect(node.flushes).toBe(flushes);
    node.endPause(0);
    await node.inPause();
    const chunks = node.published.slice(seen);
    expect(chunks.map(({ body }) => body)).toEqual(["one two three"]);
    expect([...toSteps(node.generationId, chunks)]).toHaveLength(1);
    const stored = await stage.chunks(node.generationId);
    expect(stored).toEqual(node.published);
    expect(stored.map(({ body }) => body).join("")).toBe(`${before}one two three`);
  });

  test("gives the same text to readers of other nodes, and to those that resume", async () => {
    using node = await startWriter();
    const before = await makeLate(node);
    const gathered = ["", ""];
    for (const part of gathered.keys()) {
      for (let i = 0; i < 3; i++) {
        const token = `${part}.${i} `;
        void node.writer.append(token);
        gathered[part] += token;
      }
      node.endPause(0);
      await node.inPause();
    }
    const whole = before + gathered.join("");
    expect(await readElsewhere(node.generationId, undefined, whole.length)).toBe(whole);
    const first = toSteps(node.generationId, node.published.slice(0, -1));
    const rest = gathered[1] ?? "";
    expect(await readElsewhere(node.generationId, [...first].at(-1)?.cursor, rest.length)).toBe(
      rest,
    );
  });

  test("sends every token by itself once it keeps up again", async () => {
    using node = await startWriter();
    await makeLate(node);
    for (let i = 0; i < 50 && (await node.inPause()) > 5; i++) {
      node.endPause(0);
      void node.writer.append(".");
    }
    const seen = node.published.length;
    for (const token of ["one ", "two ", "three"]) {
      node.endPause(0);
      void node.writer.append(token);
      expect(await node.inPause()).toBeLessThan(5);
    }
    expect(node.published.slice(seen).map(({ body }) => body)).toEqual(["one ", "two ", "three"]);
  });

  test("does not slow down a reply at full speed", async () => {
    using node = await startWriter();
    await makeLate(node);
    for (let part = 0; part < 3; part++) {
      const provider = { waits: true };
      void node.writer.append("x".repeat(300_000))?.then(() => (provider.waits = false));
      do {
        node.endPause(0);
        expect(await node.inPause()).toBeLessThan(5);
      } while (provider.waits);
    }
  });

  test("keeps the order of text and other parts", async () => {
    using node = await startWriter();
    await makeLate(node);
    const seen = node.published.length;
    void node.writer.append("before ");
    void node.writer.append({
      type: "open",
      part: { kind: "reasoning", text: "", startedAt: "2026-01-01T00:00:00.000Z", endedAt: null },
    });
    void node.writer.append({ type: "append", text: "a " });
    void node.writer.append({ type: "append", text: "thought" });
    void node.writer.append({ type: "close", at: "2026-01-01T00:00:01.000Z" });
    void node.writer.append("after");
    node.endPause(0);
    await node.inPause();
    const types = [...toSteps(node.generationId, node.published.slice(seen), true)].map(
      ({ event }) => event.type,
    );
    expect(types).toEqual(["text", "open", "append", "close", "text"]);
    expect(await stage.chunks(node.generationId)).toEqual(node.published);
  });

  test("does not hold back the end of a reply", async () => {
    using node = await startWriter();
    await makeLate(node);
    void node.writer.append("the ");
    void node.writer.append("end");
    // The pause does not end.
    expect(await node.writer.end()).toEqual(["the end"]);
  });
});
