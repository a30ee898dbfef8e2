import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { untilRow } from "../../../testing/until.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

test("an end waits for its thread before it touches the reply, and sees what was queued meanwhile", async () => {
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
    const untouched = await tx`
      select 1 from generations where id = ${generationId} and status = 'running' for update nowait`;
    expect(untouched).toHaveLength(1);
    await tx`
      insert into queued_messages (id, reply_id, thread_id, user_id, after_id, text, position)
      values (${next.id}, ${next.replyId}, ${threadId}, ${stage.userId}, ${messageId}, 'next', 1)`;
  });
  await running;
  expect(await stage.message(next.id)).toMatchObject({ text: "next" });
});

test("an end that waits while a guest's chats go to an account is told to the account", async () => {
  using worker = startTestWorker(stage);
  const { generationId, threadId, messageId } = await stage.ask();
  const [{ account } = { account: "" }] = await stage.sql<{ account: string }[]>`
    insert into users (id) values (${newId("user")}) returning id as account`;
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
    for (const table of ["messages", "generations", "threads"]) {
      const key = table === "threads" ? "id" : "thread_id";
      await tx`update ${tx(table)} set user_id = ${account} where ${tx(key)} = ${threadId}`;
    }
    await tx`
      insert into queued_messages (id, reply_id, thread_id, user_id, after_id, text, position)
      values (${next.id}, ${next.replyId}, ${threadId}, ${account}, ${messageId}, 'next', 1)`;
  });
  await running;
  expect(await stage.message(next.id)).toMatchObject({ text: "next" });
  const told = await stage.sql`
    select from feed_events where user_id = ${account} and event::text like ${`%${threadId}%`}`;
  expect(told.length).toBeGreaterThan(0);
});
