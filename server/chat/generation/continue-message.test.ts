import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { encodeCursor } from "../../../shared/cursor.ts";
import { newId } from "../../../shared/ids.ts";
import {
  type ContinueStage,
  createContinueStage,
  usage,
} from "../../../testing/server/continue-stage.ts";
import { nextAfter, refusalCode } from "../../../testing/server/queue-stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { compactLogs, logKeptSeconds } from "./compact-logs.ts";
import { stopGeneration } from "./stop-generation.ts";

let on: ContinueStage;
beforeAll(async () => {
  on = await createContinueStage();
});
afterAll(() => on?.[Symbol.asyncDispose]());

describe("a reply that was cut off goes on", () => {
  test("in the same message, behind what it held, with the usage of both", async () => {
    const asked = await on.cutReply();
    const { generationId, running, call } = await on.continueReply(asked);
    expect(call.request.continues).toBe("take out the");
    expect(call.request.turns.map(({ role }) => role)).toEqual(["user"]);
    call.say(" trash");
    await on.worker.watch(generationId, ({ text }) => text === "take out the trash");
    // What stands in the message while another worker might have to take over.
    const [during] = await on.stage.sql`select text from messages where id = ${asked.messageId}`;
    expect(during?.["text"]).toBe("take out the");
    call.finish({ inputTokens: 20, outputTokens: 1 });
    await running;
    expect(await on.stage.message(asked.messageId)).toMatchObject({
      text: "take out the trash",
      generation: {
        id: generationId,
        status: "completed",
        usage: { inputTokens: 30, outputTokens: 5 },
        continuation: { number: 1, seq: 1 },
      },
    });
    const whole = await on.readOn(generationId, { text: "" });
    expect(whole).toMatchObject({
      text: "take out the trash",
      final: { status: "completed", usage: { inputTokens: 30, outputTokens: 5 } },
    });
    expect(await on.shown(asked.threadId)).toMatchObject({
      messages: [{}, { id: asked.messageId }],
    });
  });

  test("from its own cursor, for one who holds what was there", async () => {
    const asked = await on.cutReply();
    const { generationId, running, call } = await on.continueReply(asked);
    call.say(" trash");
    call.finish();
    await running;
    const cursor = encodeCursor(generationId, 1);
    const seen = await on.readOn(generationId, { text: "take out the", cursor });
    expect(seen.text).toBe("take out the trash");
  });

  test("as often as it is cut off", async () => {
    const asked = await on.cutReply("one");
    for (const [number, word] of [" two", " three"].entries()) {
      const { running, call } = await on.continueReply(asked);
      call.say(word);
      const apart = number === 0 ? { cachedInputTokens: 6, reasoningTokens: 2 } : {};
      call.finish({ ...usage, ...apart }, number === 0 ? "length" : undefined);
      await running;
    }
    expect(await on.stage.message(asked.messageId)).toMatchObject({
      text: "one two three",
      generation: {
        usage: { inputTokens: 30, outputTokens: 12, cachedInputTokens: 6, reasoningTokens: 2 },
        continuation: { number: 2 },
      },
    });
  });

  test("after a stop and after a fault, with thoughts before its words", async () => {
    const asked = await on.stage.ask();
    const running = on.worker.generate(asked.generationId);
    const call = await on.worker.provider.call(on.worker.provider.calls + 1);
    call.think("hm");
    call.say("Hello");
    await on.worker.watch(asked.generationId, ({ text }) => text === "Hello");
    const { generationId, messageId } = asked;
    await stopGeneration(on.worker.deps, { generationId, userId: on.stage.userId });
    on.worker.deps.flusher.stop(generationId);
    await running;
    const next = await on.continueReply(asked);
    next.call.think("what he wants is");
    next.call.say(" there");
    next.call.fail(new Error("lost"));
    await next.running;
    const last = await on.continueReply(asked);
    last.call.say(".");
    last.call.finish();
    await last.running;
    const message = await on.stage.message(messageId);
    expect(message?.parts).toMatchObject([
      { kind: "reasoning", text: "hm" },
      { kind: "text", text: "Hello there." },
    ]);
    expect(message?.text).toBe("Hello there.");
    expect((await on.readOn(last.generationId, { text: "" })).parts).toEqual(message?.parts ?? []);
  });

  test("and lets what waits for it go out at its end", async () => {
    const asked = await on.stage.ask();
    const request = nextAfter(asked);
    await on.queue(request);
    await on.write(asked.generationId, "fail");
    const { running, call } = await on.continueReply(asked);
    expect(await on.shown(asked.threadId)).toMatchObject({ queue: [request.id] });
    call.say(" more");
    call.finish();
    await running;
    expect(await on.shown(asked.threadId)).toMatchObject({ queue: [] });
  });
});

describe("what was there stays", () => {
  test("when its worker dies, and the next one begins behind it again", async () => {
    const asked = await on.cutReply();
    const { generationId, call, running } = await on.continueReply(asked);
    call.say(" dead");
    await on.worker.watch(generationId, ({ text }) => text === "take out the dead");
    const reading = on.readOn(generationId, { text: "" });
    await on.stage.expireLease(generationId);
    using next = startTestWorker(on.stage);
    const taken = next.generate(generationId);
    const second = await next.provider.call();
    expect(second.request.continues).toBe("take out the");
    second.say(" living");
    second.finish();
    await taken;
    on.worker.generations.hint([generationId]);
    await running;
    expect((await reading).text).toBe("take out the living");
    expect((await on.stage.message(asked.messageId))?.text).toBe("take out the living");
    expect((await on.readOn(generationId, { text: "" })).text).toBe("take out the living");
  });

  test("when it is stopped before it is continued", async () => {
    const asked = await on.cutReply();
    const generationId = newId("generation");
    await on.goOn(asked, generationId);
    await stopGeneration(on.worker.deps, { generationId, userId: on.stage.userId });
    expect(await on.stage.message(asked.messageId)).toMatchObject({
      text: "take out the",
      generation: { status: "stopped" },
    });
    expect((await on.readOn(generationId, { text: "" })).text).toBe("take out the");
  });

  test("with all that a dead worker wrote behind it, when it is stopped then", async () => {
    const asked = await on.cutReply();
    const { generationId, call, running } = await on.continueReply(asked);
    call.say(" dead");
    await on.worker.watch(generationId, ({ text }) => text === "take out the dead");
    await on.stage.sql`update generations set stop_requested = true where id = ${generationId}`;
    await on.stage.expireLease(generationId);
    using next = startTestWorker(on.stage);
    await next.generate(generationId);
    await running;
    expect(await on.stage.message(asked.messageId)).toMatchObject({
      text: "take out the dead",
      generation: { status: "stopped" },
    });
    expect((await on.readOn(generationId, { text: "" })).text).toBe("take out the dead");
  });

  test("when its attempts are used up, with what the last of them wrote, under one restart each", async () => {
    const asked = await on.cutReply();
    const generationId = newId("generation");
    await on.goOn(asked, generationId);
    // Disposing hands over, and these only seem dead.
    using dead = new DisposableStack();
    for (const word of [" one", " two"]) {
      const worker = dead.use(startTestWorker(on.stage));
      void worker.generate(generationId);
      (await worker.provider.call()).say(word);
      await worker.watch(generationId, ({ text }) => text === `take out the${word}`);
      await on.stage.expireLease(generationId);
    }
    using last = startTestWorker(on.stage);
    await last.generate(generationId);
    expect(await on.stage.message(asked.messageId)).toMatchObject({
      text: "take out the two",
      generation: { status: "failed", error: { code: "workers_lost" } },
    });
    expect((await on.readOn(generationId, { text: "" })).text).toBe("take out the two");
    const log = await on.stage.chunks(generationId);
    expect(log.map(({ attempt, kind }) => `${attempt} ${kind}`)).toEqual([
      "1 text",
      "1 text",
      "2 restart",
      "2 text",
      "3 restart",
      "3 text",
      "3 final",
    ]);
  });

  test("when all that was said since turns out to be thoughts", async () => {
    const asked = await on.cutReply();
    const { generationId, call, running } = await on.continueReply(asked);
    call.say("The user wants");
    await on.worker.watch(generationId, ({ text }) => text === "take out theThe user wants");
    call.rethink();
    call.say(" trash");
    call.finish();
    await running;
    const message = await on.stage.message(asked.messageId);
    expect(message).toMatchObject({ text: "take out the trash" });
    expect(message?.parts).toBeUndefined();
    expect((await on.readOn(generationId, { text: "" })).text).toBe("take out the trash");
  });

  test("for those who read the generation before, until its log goes", async () => {
    const asked = await on.cutReply();
    const { running, call } = await on.continueReply(asked);
    expect(await on.readOn(asked.generationId, { text: "" })).toMatchObject({
      text: "take out the",
      final: { status: "completed", finishReason: "length" },
    });
    call.finish();
    await running;
    await on.stage.sql`
      update generations set finished_at = now() - ${logKeptSeconds + 1} * interval '1 second' where id = ${asked.generationId}`;
    await compactLogs(on.stage.sql, 1_000);
    expect(await refusalCode(on.readOn(asked.generationId, { text: "" }))).toBe("not_found");
  });
});

test("a worker of the version before cannot claim it, and write it anew", async () => {
  const asked = await on.cutReply();
  const generationId = newId("generation");
  await on.goOn(asked, generationId);
  const claim = on.stage.sql`
    update generations set status = 'running', attempt = attempt + 1, fence = fence + 1 where id = ${generationId}`;
  expect(await claim.then(() => "claimed", String)).toContain("generations_continuing_check");
});
