import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import { FailedRows } from "../../platform/db/failed-rows.ts";
import { deleteOldTrash } from "./delete-old-trash.ts";

let app: App;
let sql: Sql;
let ann: Visitor;
let bob: Visitor;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
  bob = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

async function newThread(visitor = ann, text = "about the lighthouse") {
  const sent = await visitor.api.messages.send.mutate(newSend({ text }));
  return {
    threadId: sent.thread.id,
    messageId: sent.message.id,
    replyId: sent.reply.id,
    generationId: sent.reply.generation?.id ?? "",
  };
}

const trash = (visitor: Visitor, ...threadIds: string[]) =>
  visitor.api.threads.trash.mutate({ threadIds });
const restore = (visitor: Visitor, ...threadIds: string[]) =>
  visitor.api.threads.restore.mutate({ threadIds });
const listed = async (visitor = ann) =>
  (await visitor.api.threads.list.query({})).threads.map(({ id }) => id);
const inTrash = async (visitor = ann) =>
  (await visitor.api.threads.listTrash.query({})).threads.map(({ id }) => id);

async function feedOf(visitor: Visitor, threadId: string) {
  const rows = await sql<{ type: string }[]>`
    select event->>'type' as type from feed_events where user_id = ${visitor.user.id}
      and ${threadId} in (event->>'threadId', event->'thread'->>'id') order by seq`;
  return rows.map(({ type }) => type);
}

describe("a thread in the trash", () => {
  test("is in no list and no search, and out of reach of every procedure", async () => {
    const { threadId, messageId, replyId, generationId } = await newThread();
    expect(await trash(ann, threadId)).toEqual({ isMoved: true });
    expect(await listed()).not.toContain(threadId);
    expect(await inTrash()).toContain(threadId);
    const found = await ann.api.search.query({ query: "lighthouse" });
    expect(JSON.stringify(found)).not.toContain(threadId);
    const { api } = ann;
    const send = newSend({ threadId });
    const calls: (() => Promise<unknown>)[] = [
      () => api.threads.get.query({ threadId }),
      () => api.threads.rename.mutate({ threadId, title: "mine" }),
      () => api.threads.setPlace.mutate({ threadId, place: "pinned" }),
      () => api.threads.markRead.mutate({ threadId }),
      () => api.threads.selectBranch.mutate({ threadId, messageId }),
      () => api.threads.setInference.mutate({ threadId, effort: "low" }),
      () => api.threads.create.mutate({ id: threadId }),
      () => api.messages.list.query({ threadId }),
      () => api.messages.send.mutate(send),
      () => api.messages.say.mutate({ ...send, parentId: replyId }),
      () => api.messages.edit.mutate({ ...newSend(), messageId }),
      () => api.messages.regenerate.mutate({ messageId: replyId, replyId: newId("message") }),
      () => api.messages.giveFeedback.mutate({ messageId: replyId, kind: "positive" }),
      () => api.messages.unqueue.mutate({ threadId, id: newId("message") }),
    ];
    for (const [i, call] of calls.entries())
      expect([i, (await refusalOf(call())).code]).toEqual([i, "not_found"]);
    const watched = await ann.api.generations.stop.mutate({ generationId });
    expect(watched.status).not.toBe("running");
  });

  test("has its replies stopped, and tells nothing of their end", async () => {
    const { threadId, generationId } = await newThread();
    await trash(ann, threadId);
    const [row] = await sql<{ status: string }[]>`
      select status from generations where id = ${generationId}`;
    expect(row?.status).toBe("stopped");
    expect((await feedOf(ann, threadId)).at(-1)).toBe("thread.deleted");
  });

  test("comes back with everything, to where it was", async () => {
    const { threadId, messageId } = await newThread();
    await ann.api.threads.setPlace.mutate({ threadId, place: "pinned" });
    await trash(ann, threadId);
    await trash(ann, threadId);
    const { threads } = await restore(ann, threadId);
    expect(threads).toMatchObject([{ id: threadId, place: "pinned", running: false }]);
    expect(await listed()).toContain(threadId);
    expect(await inTrash()).not.toContain(threadId);
    const { messages } = await ann.api.messages.list.query({ threadId });
    expect(messages[0]?.id).toBe(messageId);
    expect((await feedOf(ann, threadId)).slice(-2)).toEqual(["thread.deleted", "thread.put"]);
    expect(await restore(ann, threadId)).toEqual({ threads: [] });
  });

  test("is deleted for good by name, and its id stays taken", async () => {
    const { threadId } = await newThread();
    await trash(ann, threadId);
    await ann.api.threads.delete.mutate({ threadId });
    expect(await inTrash()).not.toContain(threadId);
    expect((await refusalOf(restore(ann, threadId))).code).toBe("not_found");
    const again = refusalOf(ann.api.threads.create.mutate({ id: threadId }));
    expect((await again).code).toBe("not_found");
  });
});

test("another user's threads are left out, exactly as missing ones", async () => {
  const { threadId } = await newThread();
  const own = await newThread(bob);
  for (const call of [trash, restore]) {
    const foreign = await refusalOf(call(bob, threadId));
    expect(foreign).toEqual(await refusalOf(call(bob, newId("thread"))));
  }
  await trash(bob, own.threadId, threadId, newId("thread"));
  expect(await inTrash(bob)).toEqual([own.threadId]);
  expect(await listed()).toContain(threadId);
});

test("the trash is paged, last moved first", async () => {
  const eve = await newVisitor(app.origin);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++)
    ids.push((await eve.api.threads.create.mutate({ id: newId("thread") })).id);
  for (const id of ids) await trash(eve, id);
  const first = await eve.api.threads.listTrash.query({ limit: 2 });
  expect(first).toMatchObject({ days: 30, threads: [{ id: ids[2] }, { id: ids[1] }] });
  const rest = await eve.api.threads.listTrash.query({ limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest).toMatchObject({ nextCursor: null, threads: [{ id: ids[0] }] });
  expect(rest.threads[0]?.trashedAt).toMatch(/^\d{4}-.*Z$/);
});

const rowsOf = (threadId: string) => sql<{ table: string }[]>`
  select 'threads' as table from threads where id = ${threadId}
  union all select 'messages' from messages where thread_id = ${threadId}
  union all select 'generations' from generations where thread_id = ${threadId}`;

const deleteOld = (limit: number, failed = new FailedRows()) =>
  deleteOldTrash(sql, limit, { trashDays: 30, failed });

test("after its days a thread is deleted with everything in it, and no earlier", async () => {
  const { threadId } = await newThread();
  await trash(ann, threadId);
  await sql`update threads set trashed_at = now() - interval '29 days' where id = ${threadId}`;
  expect(await deleteOld(50)).toBe(0);
  await sql`update threads set trashed_at = now() - interval '30 days 1 second' where id = ${threadId}`;
  expect(await inTrash()).not.toContain(threadId);
  expect(await restore(ann, threadId)).toEqual({ threads: [] });
  expect(await deleteOld(50)).toBe(1);
  expect(await rowsOf(threadId)).toHaveLength(0);
});

test("an emptied trash is out of reach at once, and deleted by the next clean-up", async () => {
  const { threadId } = await newThread();
  const kept = await newThread();
  await trash(ann, threadId);
  await ann.api.threads.emptyTrash.mutate();
  expect(await inTrash()).toEqual([]);
  expect(await restore(ann, threadId)).toEqual({ threads: [] });
  while ((await deleteOld(1)) > 0);
  expect(await rowsOf(threadId)).toHaveLength(0);
  expect(await listed()).toContain(kept.threadId);
});

test("several threads are pinned, archived and moved to the trash by one call each", async () => {
  const eve = await newVisitor(app.origin);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++)
    ids.push((await eve.api.threads.create.mutate({ id: newId("thread") })).id);
  const { threads } = await eve.api.threads.setPlaces.mutate({ threadIds: ids, place: "pinned" });
  expect(threads.map(({ place }) => place)).toEqual(["pinned", "pinned", "pinned"]);
  const again = eve.api.threads.setPlaces.mutate({ threadIds: ids, place: "pinned" });
  expect(await again).toEqual({ threads: [] });
  expect(
    (await refusalOf(trash(eve, ...Array.from({ length: 101 }, () => newId("thread"))))).code,
  ).toBe("invalid_input");
  await trash(eve, ...ids);
  expect(await listed(eve)).toEqual([]);
  expect(await feedOf(eve, ids[0] ?? "")).toEqual(["thread.put", "thread.put", "thread.deleted"]);
  const back = await restore(eve, ...ids);
  expect(back.threads.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
});
