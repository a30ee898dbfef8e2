import { afterAll, beforeAll, expect, test } from "bun:test";
import type { GenerationEvent } from "../../../shared/generation-event.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { watchGeneration } from "./watch-generation.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

test("a flood is not sent as it comes, past the others' turns, but event by event", async () => {
  using worker = startTestWorker(stage);
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  let atOnce = 0;
  const begun = Promise.withResolvers<void>();
  const texts: string[] = [];
  const take = (event: GenerationEvent) => void (event.type === "text" && texts.push(event.text));
  const deps = {
    metrics: createMetrics(),
    sql: stage.sql,
    generations: worker.generations,
    send(_: object, steps: () => Iterable<{ event: GenerationEvent }>) {
      const before = texts.length;
      for (const { event } of steps()) take(event);
      atOnce = Math.max(atOnce, texts.slice(before).join("").length);
      return true;
    },
  };
  const request = { generationId: asked.generationId, userId: stage.userId, cursor: undefined };
  const watching = (async () => {
    const { signal } = new AbortController();
    for await (const { event } of watchGeneration(deps, request, signal)) {
      begun.resolve();
      take(event);
    }
  })();
  // From here on, the watcher is already waiting for text.
  await begun.promise;
  call.say("a few words");
  await worker.watch(asked.generationId, (seen) => seen.text !== "");
  call.say("x".repeat(300_000));
  call.finish();
  await running;
  await watching;
  expect(texts.join("") === `a few words${"x".repeat(300_000)}`).toBe(true);
  expect(atOnce).toBeGreaterThan(0);
  expect(atOnce).toBeLessThanOrEqual(65_536);
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(65_536);
});
