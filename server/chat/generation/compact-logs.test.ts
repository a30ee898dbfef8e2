import { afterAll, beforeAll, expect, test } from "bun:test";
import { encodeCursor } from "../../../shared/cursor.ts";
import { type AskedReply, createStage, type Stage } from "../../../testing/server/stage.ts";
import {
  applyEvent,
  startTestWorker,
  type TestWorker,
  type Watched,
} from "../../../testing/server/test-worker.ts";
import { compactLogs, logKeptSeconds } from "./compact-logs.ts";
import { watchGeneration } from "./watch-generation.ts";

let stage: Stage;
let worker: TestWorker;
beforeAll(async () => {
  stage = await createStage();
  worker = startTestWorker(stage);
});
afterAll(async () => {
  worker?.[Symbol.dispose]();
  await stage?.[Symbol.asyncDispose]();
});

/** Longer than one event, with a pair of surrogates where it would be cut. */
const longText = `${"x".repeat(65_535)}\u{1f600}${"y".repeat(70_000)}`;

async function write(text: string): Promise<AskedReply> {
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call(worker.provider.calls + 1);
  if (text !== "") call.say(text);
  call.finish({ inputTokens: 1, outputTokens: 2 });
  await running;
  return asked;
}

const age = (generationId: string, seconds: number) =>
  stage.sql`update generations set finished_at = now() - ${seconds} * interval '1 second' where id = ${generationId}`;

async function watch(generationId: string, cursor?: string) {
  const request = { generationId, userId: stage.userId, cursor };
  const steps = watchGeneration(
    { sql: stage.sql, generations: worker.generations, metrics: worker.deps.metrics },
    request,
    new AbortController().signal,
  );
  return Array.fromAsync(steps);
}

test("only logs that ended long enough ago go, so many chunks at a time", async () => {
  // Text and end are two chunks each.
  const old = [await write("one"), await write("two"), await write("three")];
  const fresh = await write("fresh");
  for (const { generationId } of old) await age(generationId, logKeptSeconds + 1);
  expect(await compactLogs(stage.sql, 4)).toBe(2);
  expect(await compactLogs(stage.sql, 4)).toBe(1);
  expect(await compactLogs(stage.sql, 4)).toBe(0);
  for (const { generationId } of old) expect(await stage.chunks(generationId)).toEqual([]);
  expect(await stage.chunks(fresh.generationId)).not.toEqual([]);
  expect(await watch(fresh.generationId)).not.toEqual([]);
});

test("a log of more chunks than go at once goes by itself", async () => {
  const old = [await write("one"), await write("two")];
  for (const { generationId } of old) await age(generationId, logKeptSeconds + 1);
  for (const { generationId } of old) {
    expect(await compactLogs(stage.sql, 1)).toBe(1);
    expect(await stage.chunks(generationId)).toEqual([]);
  }
  expect(await compactLogs(stage.sql, 1)).toBe(0);
});

test("a reader from anywhere gets the whole text and the end, with cursors that only grow", async () => {
  for (const text of ["short", longText]) {
    const { generationId } = await write(text);
    const chunks = await stage.chunks(generationId);
    await age(generationId, logKeptSeconds + 1);
    await compactLogs(stage.sql, 100);
    const head = encodeCursor(generationId, chunks.length);
    for (const cursor of [
      undefined,
      encodeCursor(generationId, 0),
      encodeCursor(generationId, 1),
    ]) {
      const steps = await watch(generationId, cursor);
      const seen: Watched = { text: "from before", parts: [], attempt: 0, final: null };
      for (const { event } of steps) applyEvent(seen, event);
      expect(seen.text === text).toBe(true);
      expect(seen.final).toMatchObject({ status: "completed", usage: { outputTokens: 2 } });
      const places = steps.map((step) => Number.parseInt(step.cursor, 10));
      expect(places).toEqual([...new Set(places)].toSorted((a, b) => a - b));
      expect(steps.at(-1)?.cursor).toBe(head);
    }
    expect(await watch(generationId, head)).toEqual([]);
  }
});

test("a reader that waits for a log that goes away does not wait for ever", async () => {
  const { generationId } = await write("text");
  const request = { generationId, userId: stage.userId, cursor: encodeCursor(generationId, 0) };
  const steps = watchGeneration(
    {
      sql: stage.sql,
      generations: worker.generations,
      metrics: worker.deps.metrics,
    },
    request,
    new AbortController().signal,
  );
  await stage.sql`delete from chunks where generation_id = ${generationId}`;
  expect(await Array.fromAsync(steps)).toEqual([]);
});
