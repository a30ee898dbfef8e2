import { afterAll, beforeAll, expect, test } from "bun:test";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { listMessages } from "./list-messages.ts";
import { quickest, timeOf } from "../../../testing/quickest.ts";

// A page of messages reads what it shows, however long the thread's messages are.

const kilobyte = 1024;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

/** What each message of a thread holds, as SQL. */
interface Content {
  text: string;
  parts: string;
  /** How PostgreSQL stores both; trying in vain to make a megabyte smaller takes long. */
  storage: "extended" | "external";
}

/** That no compression makes smaller. */
const megabyte = `(select string_agg(md5(random()::text), '') from generate_series(1, 32768))`;
const longText: Content = { text: megabyte, parts: "null", storage: "external" };
const longThoughts: Content = {
  text: `'short'`,
  parts: `(select jsonb_build_array(jsonb_build_object('kind', 'reasoning', 'text', body)) from (select ${megabyte} as body) b)`,
  storage: "external",
};
const compressed: Content = {
  text: `repeat('x', 1048576)`,
  parts: `jsonb_build_array(jsonb_build_object('kind', 'reasoning', 'text', repeat('y', 1048576)))`,
  storage: "extended",
};

/** A thread of so many messages, all but the first two with such content. */
async function longThread(length: number, content: Content): Promise<string> {
  const { threadId } = await stage.ask();
  await stage.sql.begin(async (sql) => {
    // Hundreds of megabytes may take a slow disk longer than the product waits for a statement.
    await sql`set local statement_timeout = 0`;
    const { text, parts, storage } = content;
    await sql.unsafe(`
      alter table messages alter text set storage ${storage}, alter parts set storage ${storage}`);
    const columns = "id, thread_id, user_id, seq, role, text, parts";
    await sql.unsafe(`
      insert into messages (${columns})
      select 'msg_' || gen_random_uuid(), '${threadId}', '${stage.userId}', 3, 'assistant', ${text}, ${parts}::jsonb`);
    // Copies are stored as the first one is: what is compressed is not compressed again.
    await sql.unsafe(`
      insert into messages (${columns})
      select 'msg_' || gen_random_uuid(), thread_id, user_id, seq + n, role, text, parts
      from messages, generate_series(1, ${length - 3}) n where thread_id = '${threadId}' and seq = 3`);
  });
  return threadId;
}

/** A page of as many messages as may be, and the bytes that it took from the database. */
async function readPage(threadId: string) {
  await using proxy = await startTcpProxy(stage.url);
  await using near = openDatabase(proxy.url, 1);
  // The driver reads the types once a connection.
  await near.sql`select 1`;
  const before = proxy.received;
  const page = await listMessages(near.db, { userId: stage.userId, threadId, limit: 200 });
  return { page, bytes: proxy.received - before };
}

for (const { name, content, length, most } of [
  { name: "of text", content: longText, length: 200, most: 1_100 },
  { name: "of thoughts", content: longThoughts, length: 20, most: 1_100 },
  { name: "that are stored compressed", content: compressed, length: 200, most: 2_200 },
])
  test(`of messages of a megabyte ${name}, a page reads one`, async () => {
    const threadId = await longThread(length, content);
    const { page, bytes } = await readPage(threadId);
    expect(page.messages.map(({ seq }) => seq)).toEqual([length]);
    expect(page.messages[0]).not.toHaveProperty("hasOlder");
    expect(page.olderCursor).toBe(String(length));
    expect(bytes).toBeLessThan(most * kilobyte);
    // Unpacking and measuring all of them takes several seconds.
    const mostMs = 1_000;
    const took = await quickest(mostMs, () => timeOf(() => readPage(threadId)));
    expect(took).toBeLessThan(mostMs);
  });

test("a page that ends before a longer message does not read that one", async () => {
  const threadId = await longThread(60, longText);
  await stage.sql`
    update messages set text = ${"x".repeat(1_000)} where thread_id = ${threadId} and seq > 10`;
  const { page, bytes } = await readPage(threadId);
  expect(page.messages).toHaveLength(50);
  expect(page.olderCursor).toBe("11");
  expect(bytes).toBeLessThan(100 * kilobyte);
});
