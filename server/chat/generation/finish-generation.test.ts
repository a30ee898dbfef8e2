import { afterAll, beforeAll, expect, test } from "bun:test";
import type { TransactionSql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { untilRow } from "../../../testing/until.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/**
 * Lets a reply end while a transaction holds its thread, and does something in that transaction once
 * the end waits for it. A message is queued behind the reply in it, too; resolves to both ids.
 */
async function endMeanwhile(
  does: (tx: TransactionSql, asked: { generationId: string; threadId: string }) => Promise<string>,
): Promise<{ threadId: string; nextId: string }> {
  using worker = startTestWorker(stage);
  const { generationId, threadId, messageId } = await stage.ask();
  const running = worker.generate(generationId);
  const call = await worker.provider.call();
  call.say("text");
  await worker.watch(generationId, (seen) => seen.text === "text");
  const next = { id: newId("message"), replyId: newId("message") };
  await stage.sql.begin(async (tx) => {
    await tx`select 1 from threads where id = ${threadId} for update`;
    const [{ pid } = { pid: 0 }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    call.finish();
    await untilRow(
      "the end waits for the thread",
      () => stage.sql`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`,
    );
    const owner = await does(tx, { generationId, threadId });
    await tx`
      insert into queued_messages (id, reply_id, thread_id, user_id, after_id, text, position)
      values (${next.id}, ${next.replyId}, ${threadId}, ${owner}, ${messageId}, 'next', 1)`;
  });
  await running;
  return { threadId, nextId: next.id };
}

test("an end waits for its thread before it touches the reply, and sees what was queued meanwhile", async () => {
  const { nextId } = await endMeanwhile(async (tx, { generationId }) => {
    const untouched = await tx`
      select 1 from generations where id = ${generationId} and status = 'running' for update nowait`;
    expect(untouched).toHaveLength(1);
    return stage.userId;
  });
  expect(await stage.message(nextId)).toMatchObject({ text: "next" });
});

test("an end that waits while a guest's chats go to an account is told to the account", async () => {
  const account = newId("user");
  await stage.sql`insert into users (id) values (${account})`;
  const { threadId, nextId } = await endMeanwhile(async (tx, asked) => {
    for (const table of ["messages", "generations", "threads"]) {
      const key = table === "threads" ? "id" : "thread_id";
      await tx`update ${tx(table)} set user_id = ${account} where ${tx(key)} = ${asked.threadId}`;
    }
    return account;
  });
  expect(await stage.message(nextId)).toMatchObject({ text: "next" });
  const told = await stage.sql`
    select from feed_events where user_id = ${account} and event::text like ${`%${threadId}%`}`;
  expect(told.length).toBeGreaterThan(0);
});
