import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";

/** A node that takes so many replies at once, a guest there, and how many jobs of replies it has left. */
async function openNode(generationsPerNode: number) {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await startMockProvider());
  const config = { generationsPerNode };
  const app = opening.use(await startTestApp({ providerUrl: provider.url, config }));
  const { sql } = opening.use(openDatabase(app.databaseUrl, 1));
  const { api } = await newVisitor(app.origin);
  const opened = opening.move();
  return {
    provider,
    api,
    sql,
    async countJobs() {
      const rows = await sql`select id from pgboss.job where name = 'generation'`;
      return rows.length;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test("a reply begins on the node that stored it, without a job", async () => {
  await using node = await openNode(4);
  const { api, provider } = node;
  const first = await api.messages.send.mutate(newSend({ text: "[[echo]]" }));
  await provider.waitForRequest(1);
  const [threadId, parentId] = [first.thread.id, first.reply.id];
  await api.messages.regenerate.mutate({ messageId: parentId, replyId: newId("message") });
  await provider.waitForRequest(2);
  expect(await node.countJobs()).toBe(0);
  // By the database's clock; the patrol takes only what has waited for two seconds.
  const rows = await node.sql<{ waited: number }[]>`
    select extract(epoch from started_at - created_at)::float8 as waited from generations
    where thread_id = ${threadId}`;
  expect(rows).toHaveLength(2);
  for (const { waited } of rows) expect(waited).toBeLessThan(2);
});

test("what waits for a reply's end begins there, without a job", async () => {
  await using node = await openNode(4);
  const { api, provider } = node;
  const first = await api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  await provider.waitForRequest(1);
  const ids = { id: newId("message"), replyId: newId("message") };
  const place = { threadId: first.thread.id, parentId: first.reply.id };
  const queued = await api.messages.queue.mutate({ ...ids, ...place, text: "[[gate]] second" });
  expect(queued.sent).toBeNull();
  provider.push("first", 1);
  provider.release(1);
  await provider.waitForRequest(2);
  expect(await node.countJobs()).toBe(0);
});

test("a reply for which there is no place gets a job, and begins when there is one", async () => {
  await using node = await openNode(1);
  const { api, provider } = node;
  await api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  await provider.waitForRequest(1);
  await api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  expect(await node.countJobs()).toBe(1);
  provider.push("first", 1);
  provider.release(1);
  await provider.waitForRequest(2);
});
