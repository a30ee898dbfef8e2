import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { FinalChunk } from "../../../shared/generation-event.ts";
import { type AskedReply, createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";

// While one version replaces another, replies that the newer one ended are read by the older one.

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const later = {
  status: "postponed",
  error: { code: "out_of_patience", note: "unknown here" },
  finishReason: "boredom",
};

/** A reply of a word that a later version has ended in its own way. */
async function endLater({ isFailed }: { isFailed: boolean }): Promise<AskedReply> {
  const asked = await stage.ask();
  const { generationId } = asked;
  const { status, error, finishReason } = isFailed
    ? later
    : { ...later, status: "completed", error: null };
  const final = JSON.stringify({ type: "final", status, error, usage: null, finishReason });
  await stage.sql`
    insert into chunks (generation_id, seq, attempt, kind, body)
    values (${generationId}, 1, 1, 'text', 'word'), (${generationId}, 2, 1, 'hint', 'not known'), (${generationId}, 3, 1, 'final', ${final})`;
  await stage.sql`
    update generations set status = ${status}, error = ${error && JSON.stringify(error)}::text::jsonb, finish_reason = ${finishReason},
      attempt = 1, last_seq = 3, finished_at = now() where id = ${generationId}`;
  await stage.sql`update messages set text = 'word' where id = ${asked.messageId}`;
  return asked;
}

const generic: FinalChunk = {
  type: "final",
  status: "failed",
  error: { code: "internal" },
  usage: null,
};

describe("a reply that a later version ended", () => {
  test("with an unknown status and code is watched to its end, and is a failure", async () => {
    const { generationId } = await endLater({ isFailed: true });
    using worker = startTestWorker(stage);
    expect(await worker.watch(generationId)).toMatchObject({ text: "word", final: generic });
    await stage.sql`update generations set has_log = false where id = ${generationId}`;
    expect(await worker.watch(generationId)).toMatchObject({ text: "word", final: generic });
  });

  test("with an unknown finish reason is complete", async () => {
    const { generationId } = await endLater({ isFailed: false });
    using worker = startTestWorker(stage);
    const complete = { type: "final", status: "completed", error: null, usage: null };
    expect((await worker.watch(generationId)).final).toMatchObject(complete);
    await stage.sql`update generations set has_log = false where id = ${generationId}`;
    expect((await worker.watch(generationId)).final).toMatchObject(complete);
  });

  test("is kept as it is", async () => {
    const { messageId } = await endLater({ isFailed: true });
    const message = await stage.message(messageId);
    expect<unknown>(message?.generation).toMatchObject(later);
  });
});
