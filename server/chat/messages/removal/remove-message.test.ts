import { afterAll, beforeAll, expect, test } from "bun:test";
import type { FeedEvent } from "../../../../shared/feed-event.ts";
import { newId } from "../../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../../testing/present.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { untilIdle } from "../../../../testing/server/until-idle.ts";
import { uploadFile } from "../../../../testing/server/upload-file.ts";
import {
  newSend,
  newVisitor,
  refusalOf,
  type Visitor,
} from "../../../../testing/server/visitor.ts";
import type { App } from "../../../app/app.ts";
import { openDatabase } from "../../../platform/db/client.ts";
import { deleteUnsentAttachments } from "../../attachments/delete-attachment.ts";
import { deleteRemovals } from "./delete-removals.ts";

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

async function ask(text: string, of: { threadId?: string; parentId?: string | null } = {}) {
  const sent = await ann.api.messages.send.mutate(newSend({ parentId: null, ...of, text }));
  await untilIdle(ann.api, sent.thread.id);
  return sent;
}

/** Three questions with their replies, one after another. */
async function newThread() {
  const one = await ask("first");
  const threadId = one.thread.id;
  const two = await ask("second", { threadId, parentId: one.reply.id });
  const three = await ask("third", { threadId, parentId: two.reply.id });
  return { threadId, one, two, three };
}

const remove = (messageId: string, removalId = newId("removal")) =>
  ann.api.messages.remove.mutate({ messageId, removalId });

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

const read = async (threadId: string) => {
  const { messages } = await ann.api.messages.list.query({ threadId });
  const { activeLeafId } = await ann.api.threads.get.query({ threadId });
  return { messages, activeLeafId };
};

async function eventsOf(threadId: string): Promise<FeedEvent[]> {
  const rows = await sql<{ event: FeedEvent }[]>`
    select event from feed_events where user_id = ${ann.user.id} and event ->> 'threadId' = ${threadId} order by seq`;
  return rows.map(({ event }) => event);
}

test("a pair in the middle goes, what followed stays attached, and undo brings all of it back", async () => {
  const { threadId, one, two, three } = await newThread();
  const before = await read(threadId);
  const removal = await remove(two.message.id);
  const after = await read(threadId);
  const [first, reply, next, last] = [one.message, one.reply, three.message, three.reply];
  expect(after.messages.map(({ id, parentId }) => ({ id, parentId }))).toEqual([
    { id: first.id, parentId: null },
    { id: reply.id, parentId: first.id },
    { id: next.id, parentId: reply.id },
    { id: last.id, parentId: next.id },
  ]);
  expect(after.activeLeafId).toBe(last.id);
  expect((await eventsOf(threadId)).at(-1)).toEqual({
    type: "tree.changed",
    threadId,
    removed: [two.message.id, two.reply.id],
    restored: [],
    moved: [{ id: next.id, parentId: reply.id }],
  });
  const found = await ann.api.search.query({ query: "second" });
  expect(found.messages.filter((message) => message.threadId === threadId)).toEqual([]);
  const left = await sql`
    select 1 from generations where message_id = ${two.reply.id}
    union all select 1 from chunks where generation_id = ${present(two.reply.generation).id}`;
  expect(left).toHaveLength(0);

  const { thread } = await ann.api.messages.restore.mutate(removal);
  expect(await read(threadId)).toEqual(before);
  expect(thread.activeLeafId).toBe(last.id);
  const again = await ann.api.search.query({ query: "second" });
  expect(again.messages.map((message) => message.threadId)).toContain(threadId);
  expect((await eventsOf(threadId)).at(-1)).toMatchObject({
    type: "tree.changed",
    removed: [],
    restored: [{ id: two.message.id }, { id: two.reply.id }],
    moved: [{ id: next.id, parentId: two.reply.id }],
  });
  // The conversation goes on, in order.
  await ask("fourth", { threadId, parentId: last.id });
  expect(await codeOf(ann.api.messages.restore.mutate(removal))).toBe("not_found");
});

test("the first pair and the last one go too, and the branch that is read ends before", async () => {
  const { threadId, one, two, three } = await newThread();
  await remove(one.message.id);
  const { messages } = await read(threadId);
  expect(messages[0]).toMatchObject({ id: two.message.id, parentId: null });
  const removal = await remove(three.message.id);
  expect((await read(threadId)).activeLeafId).toBe(two.reply.id);
  // What is left is all there is.
  expect(await codeOf(remove(two.message.id))).toBe("conflict");
  await ann.api.messages.restore.mutate(removal);
  expect((await read(threadId)).activeLeafId).toBe(three.reply.id);
});

test("a version goes alone; one that is followed, or of which there is only one, does not", async () => {
  const { threadId, three, two } = await newThread();
  const replyId = newId("message");
  await ann.api.messages.regenerate.mutate({ messageId: three.reply.id, replyId });
  await untilIdle(ann.api, threadId);
  await remove(replyId);
  const { messages, activeLeafId } = await read(threadId);
  expect(messages.at(-1)?.id).toBe(three.reply.id);
  expect(activeLeafId).toBe(three.reply.id);
  const other = newId("message");
  await ann.api.messages.regenerate.mutate({ messageId: two.reply.id, replyId: other });
  await untilIdle(ann.api, threadId);
  expect(await codeOf(remove(two.reply.id))).toBe("conflict");
  // Both versions go with their question.
  await remove(two.message.id);
  expect((await read(threadId)).messages.map(({ id }) => id)).not.toContain(other);
});

test("not while a reply below is written or waited for, and not another person's", async () => {
  const { threadId, one, three } = await newThread();
  const { reply } = await ann.api.messages.send.mutate(
    newSend({ threadId, parentId: three.reply.id, text: "[[gate]]" }),
  );
  expect(await codeOf(remove(one.message.id))).toBe("conflict");
  expect(await codeOf(remove(reply.id))).toBe("conflict");
  await ann.api.generations.stop.mutate({ generationId: present(reply.generation).id });
  await untilIdle(ann.api, threadId);
  const bob = await newVisitor(app.origin);
  const theirs = { messageId: one.message.id, removalId: newId("removal") };
  const missing = { ...theirs, messageId: newId("message") };
  for (const input of [theirs, missing])
    expect(await codeOf(bob.api.messages.remove.mutate(input))).toBe("not_found");
  const removal = await remove(one.message.id);
  expect(await codeOf(bob.api.messages.restore.mutate(removal))).toBe("not_found");
});

test("a retry deletes once, and at the same time as another change it leaves no orphan", async () => {
  const { threadId, two, three } = await newThread();
  const removalId = newId("removal");
  const [a, b] = await Promise.all([
    remove(two.message.id, removalId),
    remove(two.message.id, removalId),
  ]);
  expect(a).toEqual(present(b));
  const edit = { ...newSend({ text: "edited" }), messageId: three.message.id };
  await Promise.allSettled([
    ann.api.messages.edit.mutate(edit),
    remove(three.message.id),
    ann.api.messages.say.mutate(newSend({ threadId, parentId: three.reply.id, text: "said" })),
    ann.api.messages.regenerate.mutate({ messageId: three.reply.id, replyId: newId("message") }),
  ]);
  await untilIdle(ann.api, threadId);
  const orphans = await sql`
    select 1 from messages m where thread_id = ${threadId} and parent_id is not null
      and not exists (select 1 from messages p where p.id = m.parent_id and p.thread_id = m.thread_id)`;
  expect(orphans).toHaveLength(0);
});

test("a file goes with its last message, after the time for undoing", async () => {
  const to = { origin: app.origin, token: ann.token };
  const { id } = await uploadFile(to, { name: "plan.txt", content: "what is planned" });
  const one = await ann.api.messages.send.mutate(newSend({ attachmentIds: [id] }));
  const threadId = one.thread.id;
  await untilIdle(ann.api, threadId);
  await ask("next", { threadId, parentId: one.reply.id });
  const removal = await remove(one.message.id);
  await deleteUnsentAttachments(sql, 100);
  await ann.api.messages.restore.mutate(removal);
  expect((await read(threadId)).messages[0]?.attachments).toMatchObject([{ id }]);
  const late = await remove(one.message.id);
  await sql`update removals set created_at = now() - interval '1 hour'`;
  await sql`update attachments set expires_at = now() - interval '1 minute' where id = ${id} and expires_at is not null`;
  expect(await codeOf(ann.api.messages.restore.mutate(late))).toBe("not_found");
  await deleteUnsentAttachments(sql, 100);
  expect(await sql`select 1 from attachments where id = ${id}`).toHaveLength(0);
  expect(await deleteRemovals(sql, 100)).toBeGreaterThan(0);
  expect(await sql`select 1 from removals`).toHaveLength(0);
});

test("a file of a project stays when its message goes", async () => {
  const to = { origin: app.origin, token: ann.token };
  const { id } = await uploadFile(to, { name: "plan.txt", content: "what is planned" });
  const project = await ann.api.projects.create.mutate({ id: newId("project"), name: "Plans" });
  await ann.api.projects.addFile.mutate({ projectId: project.id, attachmentId: id });
  const one = await ann.api.messages.send.mutate(newSend({ attachmentIds: [id] }));
  const threadId = one.thread.id;
  await untilIdle(ann.api, threadId);
  await ask("next", { threadId, parentId: one.reply.id });
  await remove(one.message.id);
  const [file] = await sql`select expires_at from attachments where id = ${id}`;
  expect(file).toEqual({ expires_at: null });
  // Whatever has let it expire, the clean-up spares it.
  await sql`update attachments set expires_at = now() - interval '1 minute' where id = ${id}`;
  await deleteUnsentAttachments(sql, 100);
  expect(await sql`select 1 from attachments where id = ${id}`).toHaveLength(1);
});

test("a client of an earlier version is told to fetch everything again", async () => {
  const { threadId, two } = await newThread();
  const { feedCursor } = await ann.api.threads.list.query({});
  await remove(two.message.id);
  const heard = async (trees: boolean) => {
    const input = encodeURIComponent(JSON.stringify({ lastEventId: feedCursor, trees }));
    const stop = new AbortController();
    const answer = await fetch(`${app.origin}/trpc/feed.watch?input=${input}`, {
      headers: { authorization: `Bearer ${ann.token}`, accept: "text/event-stream" },
      signal: stop.signal,
    });
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of present(answer.body)) {
      text += decoder.decode(piece, { stream: true });
      if (/"type":"(reset|tree\.changed)"/.test(text)) break;
    }
    stop.abort();
    return text;
  };
  expect(await heard(true)).toContain(threadId);
  const older = await heard(false);
  expect(older).toContain('"type":"reset"');
  expect(older).not.toContain("tree.changed");
});
