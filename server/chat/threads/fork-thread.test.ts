import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { maxForkMessages, maxTitleLength } from "../../../shared/limits.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { nextTitle } from "./fork-thread.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: ReturnType<typeof openDatabase>["sql"];
let ann: Visitor;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
  sql = resources.use(openDatabase(app.databaseUrl, 2)).sql;
  ann = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

/** A thread of two questions with their replies, the first with a file. */
async function newThread() {
  const file = await uploadFile(
    { origin: app.origin, token: ann.token },
    { name: "plan.txt", content: "what is planned" },
  );
  const first = newSend({ text: "One question", attachmentIds: [file.id] });
  const one = await ann.api.messages.send.mutate(first);
  const { threadId } = first;
  await untilIdle(ann.api, threadId);
  const second = newSend({ threadId, parentId: one.reply.id, text: "Another" });
  const two = await ann.api.messages.send.mutate(second);
  await untilIdle(ann.api, threadId);
  await ann.api.threads.rename.mutate({ threadId, title: "Questions" });
  return { threadId, fileId: file.id, one, two };
}

const fork = async (messageId: string, threadId = newId("thread")) =>
  ann.api.threads.fork.mutate({ messageId, threadId });

const messagesOf = async (threadId: string) =>
  (await ann.api.messages.list.query({ threadId })).messages;

test("the branch up to a message is a thread of its own, which goes on by itself", async () => {
  const { threadId, one, two } = await newThread();
  await ann.api.messages.giveFeedback.mutate({ messageId: one.reply.id, kind: "positive" });
  const before = await messagesOf(threadId);
  const copy = await fork(one.reply.id);
  expect(copy).toMatchObject({
    title: "Questions (2)",
    running: false,
    source: { threadId, messageId: one.reply.id },
  });
  const copied = await messagesOf(copy.id);
  expect(copied).toHaveLength(2);
  for (const [i, message] of copied.entries()) {
    const original = present(before[i]);
    expect(message.id).not.toBe(original.id);
    const { role, text, createdAt, attachments } = original;
    expect(message).toMatchObject({ role, text, createdAt, threadId: copy.id, seq: i + 1 });
    expect(message.attachments).toEqual(attachments);
    expect(message.parentId).toBe(i === 0 ? null : present(copied[0]).id);
    expect(message).not.toHaveProperty("feedback");
  }
  const reply = present(copied[1]);
  expect(reply.generation).toMatchObject({
    status: "completed",
    model: present(one.reply.generation).model,
    usage: null,
  });
  const listed = await ann.api.threads.list.query({});
  expect(listed.threads[0]).toEqual(copy);

  const parentId = reply.id;
  await ann.api.messages.say.mutate(newSend({ threadId: copy.id, parentId, text: "And now?" }));
  await untilIdle(ann.api, copy.id);
  expect(await messagesOf(copy.id)).toHaveLength(4);
  expect((await messagesOf(threadId)).at(-1)?.id).toBe(two.reply.id);
  const found = await ann.api.search.query({ query: "One question" });
  expect(found.messages.map((each) => each.threadId)).toContain(copy.id);
});

test("a file stays until the last of the threads that use it is deleted", async () => {
  const { threadId, fileId, two } = await newThread();
  const copy = await fork(two.reply.id);
  const isThere = async () => {
    const rows = await sql`select 1 from attachments where id = ${fileId}`;
    return rows.length === 1;
  };
  await ann.api.threads.delete.mutate({ threadId });
  expect(await isThere()).toBe(true);
  expect((await messagesOf(copy.id))[0]?.attachments).toMatchObject([{ id: fileId }]);
  expect((await ann.api.threads.get.query({ threadId: copy.id })).source).toBeDefined();
  await ann.api.threads.delete.mutate({ threadId: copy.id });
  expect(await isThere()).toBe(false);
});

test("a retry returns the same thread; another's message, a missing one and a taken id are refused", async () => {
  const { threadId, one, two } = await newThread();
  const id = newId("thread");
  const copies = await Promise.all([fork(one.reply.id, id), fork(one.reply.id, id)]);
  expect(copies[0]).toEqual(present(copies[1]));
  expect(await messagesOf(id)).toHaveLength(2);
  expect((await refusalOf(fork(two.reply.id, id))).code).toBe("conflict");
  expect((await refusalOf(fork(one.reply.id, threadId))).code).toBe("conflict");
  const bob = await newVisitor(app.origin);
  const theirs = { messageId: one.reply.id, threadId: newId("thread") };
  const missing = { ...theirs, messageId: newId("message") };
  for (const input of [theirs, missing])
    expect((await refusalOf(bob.api.threads.fork.mutate(input))).code).toBe("not_found");
});

test("a reply in progress is left out, and a notice names the copy of its message", async () => {
  const { threadId, one, two } = await newThread();
  const live = await ann.api.messages.send.mutate(
    newSend({ threadId, parentId: two.reply.id, text: "[[gate]]" }),
  );
  const parts = [
    { kind: "notice", notice: "history_shortened", from: two.message.id },
    { kind: "text", text: "Short" },
  ];
  await sql`update messages set parts = ${JSON.stringify(parts)}::text::jsonb where id = ${two.reply.id}`;
  const copy = await fork(live.reply.id);
  const copied = await messagesOf(copy.id);
  expect(copied.map(({ role }) => role)).toEqual([
    "user",
    "assistant",
    "user",
    "assistant",
    "user",
  ]);
  expect(copied[3]?.parts?.[0]).toMatchObject({ kind: "notice", from: present(copied[2]).id });
  const alone = await ann.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  expect(await messagesOf((await fork(alone.message.id)).id)).toHaveLength(1);
  expect(one.thread.id).toBe(threadId);
});

test("two thousand messages are copied in a moment, and more than enough are refused", async () => {
  const { threadId } = await newThread();
  const fill = (count: number) => sql`
    with last as (select id, seq from messages where thread_id = ${threadId} order by seq desc limit 1)
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text)
    select ${threadId} || 'x' || (last.seq + n), ${threadId}, ${ann.user.id},
      case n when 1 then last.id else ${threadId} || 'x' || (last.seq + n - 1) end, last.seq + n, 'user', 'word ' || n
    from last, generate_series(1, ${count}::int) n`;
  const lastOf = async () => {
    const [row] = await sql<{ id: string }[]>`
      select id from messages where thread_id = ${threadId} order by seq desc limit 1`;
    return present(row).id;
  };
  // As clients make ids.
  const rename = async () => {
    const last = newId("message");
    await sql`update messages set id = ${last} where id = ${await lastOf()}`;
    await sql`update threads set message_seq = (select max(seq) from messages where thread_id = ${threadId}) where id = ${threadId}`;
    return last;
  };
  await fill(1_996);
  const begun = performance.now();
  const copy = await fork(await rename());
  // A quarter of a second on a quiet machine.
  expect(performance.now() - begun).toBeLessThan(8_000);
  const [count] = await sql`
    select count(*)::int as messages, max(seq) as seq, count(distinct parent_id)::int as parents from messages where thread_id = ${copy.id}`;
  expect(count).toEqual({ messages: 2_000, seq: 2_000, parents: 1_999 });
  await fill(maxForkMessages);
  expect((await refusalOf(fork(await rename()))).code).toBe("too_large");
});

test("a title is numbered in every language, and stays within its length", () => {
  expect(nextTitle("Tides")).toBe("Tides (2)");
  expect(nextTitle("Tides (2)")).toBe("Tides (3)");
  expect(nextTitle("潮汐 (99)")).toBe("潮汐 (100)");
  expect(nextTitle("(1984)")).toBe("(1984) (2)");
  const long = nextTitle("x".repeat(maxTitleLength));
  expect(long).toHaveLength(maxTitleLength);
  expect(long).toEndWith("x (2)");
  expect(nextTitle("😀".repeat(60)).isWellFormed()).toBe(true);
});
