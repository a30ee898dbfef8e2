import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../app/app.ts";
import { type DatabaseClient, openDatabase } from "../platform/db/client.ts";
import { newAccount } from "../../testing/server/accounts.ts";
import type { Browser } from "../../testing/server/browser.ts";
import { openChatSocket } from "../../testing/server/chat-socket.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newSend } from "../../testing/server/visitor.ts";
import { awayAfterSeconds, type EndedReply, mailOfReply } from "./mail-of-reply.ts";

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;
let database: DatabaseClient;

beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  database = resources.use(openDatabase(app.databaseUrl, 2));
});
afterAll(() => resources.disposeAsync());

/** Asks something, and waits for the whole reply without looking at the thread. */
async function ask({ api, token }: Browser): Promise<EndedReply> {
  const { thread, reply } = await api.messages.send.mutate(newSend({ text: "what is 2 + 2?" }));
  using socket = openChatSocket(app.origin, token ?? "");
  const { final } = await socket.watch(reply.generation?.id ?? "");
  expect(final?.status).toBe("completed");
  return { threadId: thread.id, messageId: reply.id };
}

function jobsOf({ threadId }: EndedReply) {
  return sql<{ data: EndedReply; seconds: number }[]>`
    select data, extract(epoch from start_after - created_on)::float8 as seconds
    from pgboss.job where name = 'unseen' and data ->> 'threadId' = ${threadId}`;
}

/** Does a job's work at once, and counts the mails that it asks for. */
async function mailNow(reply: EndedReply): Promise<number> {
  let mails = 0;
  const jobs = { enqueue: async () => void mails++, enqueueBehind: async () => {} };
  await mailOfReply({ db: database.db, jobs }, reply);
  return mails;
}

test("an unread reply is mailed, once, to users who want that", async () => {
  const ann = await newAccount({ origin: app.origin, sql }, "ann@example.org");
  expect(await jobsOf(await ask(ann))).toHaveLength(0);
  await ann.api.account.setMailPreferences.mutate({ replyReady: true, sessionCreated: false });
  const [unseen, seen] = [await ask(ann), await ask(ann)];
  for (const reply of [unseen, seen]) {
    const [job] = await jobsOf(reply);
    expect(job?.data).toEqual(reply);
    expect(Math.round(job?.seconds ?? 0)).toBe(awayAfterSeconds);
  }
  await ann.api.threads.markRead.mutate({ threadId: seen.threadId });
  expect(await mailNow(seen)).toBe(0);
  expect(await mailNow(unseen)).toBe(1);
  expect(await mailNow(unseen)).toBe(0);
  const rows =
    await sql`select content from mails where event = ${`replyReady:${unseen.messageId}`}`;
  expect(rows).toMatchObject([{ content: { kind: "replyReady", threadId: unseen.threadId } }]);
});

test("a user who has turned it off, or read the thread, gets none", async () => {
  const bob = await newAccount({ origin: app.origin, sql }, "bob@example.org");
  await bob.api.account.setMailPreferences.mutate({ replyReady: true, sessionCreated: false });
  const [one, other] = [await ask(bob), await ask(bob)];
  await bob.api.threads.delete.mutate({ threadId: one.threadId });
  expect(await mailNow(one)).toBe(0);
  await bob.api.account.setMailPreferences.mutate({ replyReady: false, sessionCreated: false });
  expect(await mailNow(other)).toBe(0);
});
