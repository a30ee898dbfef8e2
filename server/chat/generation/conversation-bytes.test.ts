import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { maxMessageLength } from "../../../shared/limits.ts";
import { interceptSql } from "../../../testing/server/intercept-sql.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { loadConversation } from "./load-conversation.ts";

// A model is shown the last two hundred turns at most, and a million characters; no more is read.

const kilobyte = 1024;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

/** What the messages of a branch say, the oldest first; `n` is a message's number from 1. */
interface Branch {
  length: number;
  /** SQL of the text of message `n`. */
  text: string;
}

/** A thread of one branch, questions and answers in turn, that ends with a reply to come. */
async function newBranch({ length, text }: Branch) {
  const threadId = newId("thread");
  const { userId } = stage;
  await stage.sql`insert into threads (id, user_id, workflow_id) values (${threadId}, ${userId}, 'wf_default')`;
  await stage.sql.unsafe(`
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text)
    select '${threadId}_' || n, '${threadId}', '${userId}', '${threadId}_' || (n - 1), n,
      case when n % 2 = 1 then 'user' else 'assistant' end, ${text}
    from generate_series(1, ${length}) n
    union all
    select '${threadId}_reply', '${threadId}', '${userId}', '${threadId}_${length}', ${length + 1}, 'assistant', ''`);
  return { threadId, messageId: `${threadId}_reply` };
}

/** What a model is shown, and what reading that took. */
async function load(branch: Branch) {
  const reply = await newBranch(branch);
  await using proxy = await startTcpProxy(stage.url);
  await using near = openDatabase(proxy.url, 1);
  // The driver reads the types once a connection.
  await near.sql`select 1`;
  const before = proxy.received;
  let statements = 0;
  const counted = interceptSql(near.sql, (_, run) => {
    statements += 1;
    return run();
  });
  const { turns } = await loadConversation(counted, reply);
  return { turns, statements, bytes: proxy.received - before };
}

test("of 5,000 long messages one statement reads those that are shown", async () => {
  const { turns, statements, bytes } = await load({
    length: 4_999,
    text: `n || repeat(' abc', 4999)`,
  });
  expect(statements).toBe(1);
  // Of twenty thousand characters each, fifty fit exactly.
  expect(turns.map(({ text }) => Number.parseInt(text, 10))).toEqual(
    Array.from({ length: turns.length }, (_, i) => 4_999 - turns.length + 1 + i),
  );
  expect(turns).toHaveLength(50);
  expect(bytes).toBeLessThan(1_020 * kilobyte);
}, 60_000);

test("of 5,000 short ones the last two hundred", async () => {
  const { turns, bytes } = await load({ length: 4_999, text: `'message ' || n` });
  expect(turns).toHaveLength(200);
  expect(turns[0]).toMatchObject({ role: "assistant", text: "message 4800" });
  expect(turns.at(-1)).toMatchObject({ role: "user", text: "message 4999" });
  expect(bytes).toBeLessThan(40 * kilobyte);
});

test("messages of a megabyte before the last ones are not read", async () => {
  const { turns, bytes } = await load({
    length: 41,
    text: `case when n > 31 then 'short' else repeat('x', 1048576) end`,
  });
  expect(turns.map(({ text }) => text)).toEqual(Array.from({ length: 10 }, () => "short"));
  expect(bytes).toBeLessThan(10 * kilobyte);
});

test("the last message is shown however long it is, and nothing before it then", async () => {
  const { turns } = await load({
    length: 3,
    text: `case when n = 3 then repeat('y', 1100000) else 'short' end`,
  });
  expect(turns.map(({ role, text }) => [role, text.length])).toEqual([["user", 1_100_000]]);
});

test("the longest message is shown with the messages that follow it", async () => {
  const { turns } = await load({
    length: 5,
    text: `case n when 1 then repeat('l', ${maxMessageLength}) else 'short' end`,
  });
  expect(turns.map(({ text }) => text.length)).toEqual([maxMessageLength, 5, 5, 5, 5]);
});

test("just as much as may be shown is", async () => {
  const { turns } = await load({
    length: 3,
    text: `repeat('é', case n when 2 then 250000 else 375000 end)`,
  });
  expect(turns.map(({ text }) => text.length)).toEqual([375_000, 250_000, 375_000]);
});

test("a reply without text takes no room, and a refused message none either", async () => {
  const reply = await newBranch({
    length: 5,
    text: `case n when 2 then '' when 3 then repeat('z', 999990) when 4 then '' else 'short' end`,
  });
  await stage.sql`
    insert into generations (id, thread_id, message_id, user_id, workflow_id, model, status, error)
    values (${newId("generation")}, ${reply.threadId}, ${`${reply.threadId}_4`}, ${stage.userId}, 'wf_default', 'm', 'failed', '{"code": "provider_rejected"}'::jsonb)`;
  const { turns } = await loadConversation(stage.sql, reply);
  expect(turns.map(({ text }) => text)).toEqual(["short", "short"]);
});
