import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type NodeBeforeParts,
  startNodeBeforeParts,
} from "../../../testing/server/node-before-parts.ts";
import { type AskedReply, createStage, type Stage } from "../../../testing/server/stage.ts";
import {
  applyEvent,
  startTestWorker,
  type TestWorker,
  type Watched,
} from "../../../testing/server/test-worker.ts";
import { watchGeneration } from "./watch-generation.ts";

// During a rolling upgrade a node of the version before parts and a new one write and read the same
// replies.

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const reasoning = (text: string) => ({
  kind: "reasoning",
  text,
  startedAt: expect.any(String),
  endedAt: expect.any(String),
});

/** What a tab of the version before parts sees through a new node, from the start to the end. */
async function watchByOldTab({ deps, generations }: TestWorker, generationId: string) {
  const seen: Watched = { text: "", parts: [], attempt: 1, final: null };
  const { sql, metrics } = deps;
  const kinds = new Set<string>();
  for await (const { event } of watchGeneration(
    { sql, metrics, generations },
    { generationId, userId: stage.userId, cursor: undefined },
    new AbortController().signal,
  )) {
    kinds.add(event.type);
    applyEvent(seen, event);
  }
  for (const kind of kinds) expect(["snapshot", "text", "restart", "final"]).toContain(kind);
  return { text: seen.text, status: seen.final?.status };
}

/** A reply that a new node has begun, with thoughts and words in the log. */
async function beginWithThoughts(worker: TestWorker) {
  const asked = await stage.ask();
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.think("First ");
  call.think("thoughts.");
  call.say("Half an ans");
  await worker.watch(asked.generationId, ({ text }) => text === "Half an ans");
  const before = startNodeBeforeParts(stage.sql, asked.generationId);
  return { asked, running, call, before };
}

/** What everyone reads of a reply that has ended. */
async function expectWhole(
  { asked, before, worker }: { asked: AskedReply; before: NodeBeforeParts; worker: TestWorker },
  expected: { text: string; parts: unknown[] },
) {
  const { text, parts } = expected;
  expect(await before.read()).toMatchObject({ text, status: "completed" });
  const byOldTab = await watchByOldTab(worker, asked.generationId);
  expect(byOldTab).toEqual({ text, status: "completed" });
  const seen = await worker.watch(asked.generationId);
  expect(seen.final?.status).toBe("completed");
  expect(seen.parts).toEqual(parts as Watched["parts"]);
  const message = await stage.message(asked.messageId);
  expect(message).toMatchObject({ text, generation: { status: "completed" } });
  const isText = parts.length === 1;
  expect(message?.parts).toEqual(isText ? undefined : (parts as Watched["parts"]));
}

describe("a reply with thoughts that a new node writes", () => {
  test("is its words to an old node and to an old tab, at any moment", async () => {
    using worker = startTestWorker(stage);
    const { asked, running, call, before } = await beginWithThoughts(worker);
    expect(await before.read()).toEqual({ text: "Half an ans", attempt: 1, status: null });
    const watching = watchByOldTab(worker, asked.generationId);
    call.think("More.");
    call.say("wer.");
    call.finish();
    await running;
    expect(await watching).toEqual({ text: "Half an answer.", status: "completed" });
    const parts = [
      reasoning("First thoughts."),
      { kind: "text", text: "Half an ans" },
      reasoning("More."),
      { kind: "text", text: "wer." },
    ];
    await expectWhole({ asked, before, worker }, { text: "Half an answer.", parts });
  });

  test("whose words turn out to be thoughts takes them back from an old node too", async () => {
    using worker = startTestWorker(stage);
    const { asked, running, call, before } = await beginWithThoughts(worker);
    call.rethink();
    call.say("Answer.");
    call.finish();
    await running;
    const parts = [reasoning("First thoughts.Half an ans"), { kind: "text", text: "Answer." }];
    await expectWhole({ asked, before, worker }, { text: "Answer.", parts });
  });

  test("is written anew by an old node that takes it over", async () => {
    using worker = startTestWorker(stage);
    const { asked, running, call, before } = await beginWithThoughts(worker);
    await stage.expireLease(asked.generationId);
    expect(await before.claim()).toBe(true);
    // The new node finds out at its next flush, and writes nothing more.
    call.say("wer.");
    await running;
    expect(await before.append("Old ")).toBe(true);
    expect(await before.append("words.")).toBe(true);
    await before.finish("Old words.");
    const parts = [{ kind: "text", text: "Old words." }];
    await expectWhole({ asked, before, worker }, { text: "Old words.", parts });
  });
});

test("a reply that an old node has begun is written anew by a new one, with thoughts", async () => {
  const asked = await stage.ask();
  const before = startNodeBeforeParts(stage.sql, asked.generationId);
  expect(await before.claim()).toBe(true);
  expect(await before.append("Old wor")).toBe(true);
  await stage.expireLease(asked.generationId);
  using worker = startTestWorker(stage);
  const running = worker.generate(asked.generationId);
  const call = await worker.provider.call();
  call.think("New thoughts.");
  call.say("New words.");
  await worker.watch(asked.generationId, ({ text }) => text === "New words.");
  expect(await before.append("ds.")).toBe(false);
  call.finish();
  await running;
  expect(await before.read()).toMatchObject({ attempt: 2 });
  const parts = [reasoning("New thoughts."), { kind: "text", text: "New words." }];
  await expectWhole({ asked, before, worker }, { text: "New words.", parts });
});
