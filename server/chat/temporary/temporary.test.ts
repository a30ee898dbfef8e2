import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import { createThreadArchive } from "../threads/thread-archive.ts";
import { FailedRows } from "../../platform/db/failed-rows.ts";
import { deleteOldTemporary } from "./delete-old-temporary.ts";

let app: App;
let sql: Sql;
let ann: Visitor;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

/** Starts a temporary chat; returns its id and its reply's. */
async function begin(visitor = ann) {
  const message = newSend({ text: "between us about the lighthouse" });
  const { sent } = await visitor.api.messages.say.mutate({
    ...message,
    parentId: null,
    temporary: true,
  });
  expect(sent?.thread.temporary).toBe(true);
  return { threadId: message.threadId, replyId: message.replyId };
}

const listed = async (visitor = ann) =>
  (await visitor.api.threads.list.query({})).threads.map(({ id }) => id);

/** Seconds until a chat is deleted. */
async function secondsLeft(threadId: string): Promise<number> {
  const [row] = await sql<{ left: number }[]>`
    select extract(epoch from temporary_until - now())::float8 as left from threads where id = ${threadId}`;
  return row?.left ?? Number.NaN;
}

const day = 86_400;

test("a temporary chat is read and answered like any other, and is in no list and no search", async () => {
  const { threadId, replyId } = await begin();
  expect((await ann.api.threads.get.query({ threadId })).temporary).toBe(true);
  expect((await ann.api.messages.list.query({ threadId })).messages).toHaveLength(2);
  await ann.api.threads.setPlace.mutate({ threadId, place: "pinned" });
  await ann.api.threads.rename.mutate({ threadId, title: "lighthouse" });
  expect(await listed()).not.toContain(threadId);
  const found = await ann.api.search.query({ query: "lighthouse" });
  expect(JSON.stringify(found)).not.toContain(threadId);
  const archive = createThreadArchive(sql);
  const known = [
    await archive.search(ann.user.id, ["lighthouse"], 10),
    await archive.recent(ann.user.id, 10),
    await archive.messages(ann.user.id, threadId),
  ];
  expect(JSON.stringify(known)).not.toContain("between us");
  const next = { ...newSend({ threadId }), parentId: replyId };
  const said = await ann.api.messages.say.mutate(next);
  expect(said.queue).not.toBeNull();
});

test("it is deleted soon after it was left, unless its person comes back", async () => {
  const { threadId } = await begin();
  expect(await secondsLeft(threadId)).toBeGreaterThan(day - 60);
  await ann.api.threads.leaveTemporary.mutate({ threadId });
  // Two processors of a virtual machine may differ by some microseconds.
  expect(await secondsLeft(threadId)).toBeLessThan(121);
  await ann.api.threads.stayInTemporary.mutate({ threadId });
  expect(await secondsLeft(threadId)).toBeGreaterThan(day - 60);
  expect(await deleteOldTemporary(sql, 10, { failed: new FailedRows() })).toBe(0);
  await sql`update threads set temporary_until = now() where id = ${threadId}`;
  expect(await deleteOldTemporary(sql, 10, { failed: new FailedRows() })).toBe(1);
  expect(await sql`select from messages where thread_id = ${threadId}`).toHaveLength(0);
  expect((await refusalOf(ann.api.threads.get.query({ threadId }))).code).toBe("not_found");
});

test("it is not moved to the trash, but deleted at once", async () => {
  const { threadId } = await begin();
  const { id: other } = await ann.api.threads.create.mutate({ id: newId("thread") });
  const moved = ann.api.threads.trash.mutate({ threadIds: [threadId, other] });
  expect(await moved).toEqual({ isMoved: true });
  expect(await sql`select from threads where id = ${threadId}`).toHaveLength(0);
  const inTrash = async () =>
    (await ann.api.threads.listTrash.query({})).threads.map(({ id }) => id);
  expect(await inTrash()).toEqual([other]);
  const told = await sql`
    select from feed_events where event->>'type' = 'thread.deleted' and event->>'threadId' = ${threadId}`;
  expect(told).toHaveLength(1);
  // Moved by an earlier version, it is deleted before the days that the list promises.
  const earlier = await begin();
  await sql`update threads set trashed_at = now() where id = ${earlier.threadId}`;
  expect(await inTrash()).toEqual([other]);
});

test("kept, it is listed and stays", async () => {
  const { threadId } = await begin();
  const kept = await ann.api.threads.keepTemporary.mutate({ threadId });
  expect(kept.temporary).toBeUndefined();
  expect(await ann.api.threads.keepTemporary.mutate({ threadId })).toEqual(kept);
  expect(await listed()).toContain(threadId);
  expect(await secondsLeft(threadId)).toBeNaN();
  for (const call of ["leaveTemporary", "stayInTemporary"] as const)
    expect((await refusalOf(ann.api.threads[call].mutate({ threadId }))).code).toBe("not_found");
});

test("no message makes an existing thread temporary, and no stranger ends one", async () => {
  const bob = await newVisitor(app.origin);
  const { threadId } = await begin();
  for (const call of ["leaveTemporary", "stayInTemporary", "keepTemporary"] as const) {
    const foreign = await refusalOf(bob.api.threads[call].mutate({ threadId }));
    const missing = bob.api.threads[call].mutate({ threadId: newId("thread") });
    expect(foreign).toEqual(await refusalOf(missing));
  }
  const { id } = await ann.api.threads.create.mutate({ id: newId("thread") });
  const said = { ...newSend({ threadId: id }), temporary: true };
  await ann.api.messages.say.mutate({ ...said, parentId: null });
  expect(await listed()).toContain(id);
});
