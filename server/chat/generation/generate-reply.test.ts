import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { ProviderError } from "../../models/provider.ts";
import { interceptSql, isFlush } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Text that trips over naive quoting, cutting and encoding. */
const oddText = `NULL {}",\\ \\\\ \n\t'$1' é 👩‍👩‍👧‍👦 日本 \u{10ffff}`;

describe("a reply that is too long", () => {
  test.each([
    ["in one piece", (text: string) => [text]],
    ["in small ones", (text: string) => Array.from(text)],
  ])("is cut off at the operator's limit, and says so, %s", async (_, cut) => {
    using worker = startTestWorker(stage, { mostReplyBytes: 1_001 });
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    for (const piece of cut("é😀".repeat(400))) call.say(piece);
    await call.hungUp;
    await running;
    // 166 times six bytes, and the two of a last letter; no half of a character.
    const text = `${"é😀".repeat(166)}é`;
    const seen = await worker.watch(asked.generationId);
    expect(seen).toMatchObject({ text, final: { status: "completed", finishReason: "length" } });
    const message = await stage.message(asked.messageId);
    expect(message).toMatchObject({
      text,
      generation: { status: "completed", error: null, finishReason: "length" },
    });
    // The same when its log is gone.
    await stage.sql`delete from chunks where generation_id = ${asked.generationId}`;
    await stage.sql`update generations set has_log = false where id = ${asked.generationId}`;
    using later = startTestWorker(stage);
    expect((await later.watch(asked.generationId)).final).toEqual(seen.final);
  });

  test("is whole when it fits to the byte", async () => {
    using worker = startTestWorker(stage, { mostReplyBytes: 6 });
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.say("é😀");
    call.finish();
    await running;
    const message = await stage.message(asked.messageId);
    expect(message?.text).toBe("é😀");
    expect(present(message?.generation)).not.toHaveProperty("finishReason");
  });
});

describe("a reply that ends well", () => {
  test("has the provider's text, usage and a feed event, and asks for a title", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask("a question");
    const jobsBefore = stage.jobNames.length;
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    expect(call.request.turns).toMatchObject([{ role: "user", text: "a question" }]);
    call.say(oddText);
    await worker.watch(asked.generationId, (seen) => seen.text === oddText);
    call.say("and the rest");
    call.finish({ inputTokens: 3, outputTokens: 4 });
    await running;
    const message = await stage.message(asked.messageId);
    expect(message?.text).toBe(`${oddText}and the rest`);
    expect(message?.generation).toMatchObject({
      status: "completed",
      usage: { inputTokens: 3, outputTokens: 4 },
      error: null,
    });
    const chunks = await stage.chunks(asked.generationId);
    expect(chunks.map((chunk) => chunk.seq)).toEqual(chunks.map((_, i) => i + 1));
    const texts = chunks.filter((chunk) => chunk.kind === "text").map((chunk) => chunk.body);
    expect(texts.join("")).toBe(`${oddText}and the rest`);
    expect(stage.jobNames.slice(jobsBefore)).toEqual(["title"]);
    const [event] = await stage.sql<{ event: unknown }[]>`
      select event from feed_events where user_id = ${stage.userId} order by seq desc limit 1`;
    expect(event?.event).toMatchObject({
      type: "thread.put",
      thread: { id: asked.threadId, running: false, unread: true },
    });
  });

  test("keeps its last words when a stop or a hand-over comes after the provider's end", async () => {
    for (const interrupt of ["stop", "handOver"] as const) {
      const sent = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      const sql = interceptSql(stage.sql, async (statement, run) => {
        const rows = await run();
        if (!isFlush(statement)) return rows;
        sent.resolve();
        await answer.promise;
        return rows;
      });
      using worker = startTestWorker(stage, { sql });
      const asked = await stage.ask();
      const running = worker.generate(asked.generationId);
      const call = await worker.provider.call();
      call.say("first words, ");
      await sent.promise;
      call.say("last words");
      call.finish();
      await call.taken;
      if (interrupt === "stop") worker.deps.flusher.stop(asked.generationId);
      else worker.deps.flusher.handOver();
      answer.resolve();
      await running;
      const message = await stage.message(asked.messageId);
      expect(message?.generation?.status).toBe("completed");
      expect(message?.text).toBe("first words, last words");
    }
  });

  test("reaches this node's watchers although the answer to its commit got lost", async () => {
    let lost = 0;
    const db = new Proxy(stage.db, {
      get(target, name, self) {
        if (name !== "transaction") return Reflect.get(target, name, self);
        return async (...args: Parameters<typeof stage.db.transaction>) => {
          const result = await target.transaction(...args);
          if (lost++ === 0) throw new Error("the connection was lost after the commit");
          return result;
        };
      },
    });
    using worker = startTestWorker(stage, { db });
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.say("text");
    const watched = worker.watch(asked.generationId);
    await worker.watch(asked.generationId, (seen) => seen.text === "text");
    call.finish();
    await running;
    expect(await watched).toMatchObject({ text: "text", final: { status: "completed" } });
    expect(lost).toBe(2);
    const finals = (await stage.chunks(asked.generationId)).filter((c) => c.kind === "final");
    expect(finals).toHaveLength(1);
  });
});

describe("a reply that ends badly", () => {
  test("keeps its text and tells why", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.say("half a ");
    call.say("sentence");
    call.fail(new ProviderError("provider_rate_limited", "no", { retryAfterMs: 7_000 }));
    await running;
    const message = await stage.message(asked.messageId);
    expect(message?.text).toBe("half a sentence");
    expect(message?.generation).toMatchObject({
      status: "failed",
      error: { code: "provider_rate_limited", retryAfterMs: 7_000 },
    });
  });

  test("is this server's fault when the provider's code breaks", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    (await worker.provider.call()).fail(new TypeError("a fault"));
    await running;
    const message = await stage.message(asked.messageId);
    expect(message?.generation).toMatchObject({ status: "failed", error: { code: "internal" } });
  });
});

describe("a database that fails before the provider is asked", () => {
  /** A worker whose first reads of the conversation fail. */
  function startFailing(failures: number) {
    const failed = Promise.withResolvers<void>();
    let left = failures;
    const sql = interceptSql(stage.sql, (statement, run) => {
      if (left === 0 || !statement.includes("recursive branch")) return run();
      left--;
      failed.resolve();
      return Promise.reject(new Error("connection reset"));
    });
    return { worker: startTestWorker(stage, { sql }), failed: failed.promise };
  }

  test("is waited for, and uses up no attempt", async () => {
    const { worker } = startFailing(4);
    using _ = worker;
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.say("all well");
    call.finish();
    await running;
    const watched = await worker.watch(asked.generationId);
    expect(watched).toMatchObject({ text: "all well", final: { status: "completed" } });
    const attempts = (await stage.chunks(asked.generationId)).map(({ attempt }) => attempt);
    expect(new Set(attempts)).toEqual(new Set([1]));
  });

  test("is not waited for by one who has to hand over, nor once a stop is wished", async () => {
    for (const end of ["handover", "stop"] as const) {
      const { worker, failed } = startFailing(Infinity);
      using _ = worker;
      const asked = await stage.ask();
      const running = worker.generate(asked.generationId);
      await failed;
      if (end === "handover") worker.deps.flusher.handOver();
      else worker.deps.flusher.stop(asked.generationId);
      await running;
      expect(worker.provider.calls).toBe(0);
      const status = (await stage.message(asked.messageId))?.generation?.status;
      expect(status).toBe(end === "stop" ? "stopped" : "running");
    }
  });
});

describe("a thread deleted during its reply", () => {
  test("stays deleted, and the provider is hung up on", async () => {
    using worker = startTestWorker(stage);
    const asked = await stage.ask();
    const running = worker.generate(asked.generationId);
    const call = await worker.provider.call();
    call.say("text");
    await worker.watch(asked.generationId, (seen) => seen.text === "text");
    await deleteThread(stage.db, { threadId: asked.threadId, userId: stage.userId });
    call.say("more text");
    await call.hungUp;
    await running;
    expect(await stage.message(asked.messageId)).toBeUndefined();
    expect(await stage.chunks(asked.generationId)).toEqual([]);
    const left = await stage.sql`select 1 from threads where id = ${asked.threadId}`;
    expect(left).toHaveLength(0);
  });

  test("stays deleted when the reply ends at the same moment", async () => {
    using worker = startTestWorker(stage);
    for (let i = 0; i < 10; i++) {
      const asked = await stage.ask();
      const running = worker.generate(asked.generationId);
      const call = await worker.provider.call(i + 1);
      call.say("text");
      call.finish();
      await Promise.all([
        running,
        deleteThread(stage.db, { threadId: asked.threadId, userId: stage.userId }),
      ]);
      expect(await stage.message(asked.messageId)).toBeUndefined();
      expect(await stage.chunks(asked.generationId)).toEqual([]);
    }
  });
});

test("whatever is logged of a reply names its generation", async () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog("debug", { write: (line) => void lines.push(JSON.parse(line)) });
  using worker = startTestWorker(stage, { log });
  const asked = await stage.ask("a question");
  const running = worker.generate(asked.generationId);
  (await worker.provider.call()).fail(new ProviderError("provider_auth", "HTTP 401"));
  await running;
  expect(lines.map(({ msg, generationId }) => [msg, generationId])).toEqual([
    ["provider failed", asked.generationId],
  ]);
});
