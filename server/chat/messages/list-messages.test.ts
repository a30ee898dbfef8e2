import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { decodeCursor } from "../../../shared/cursor.ts";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";

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

/** A thread with so many exchanges. Gives the ids of its messages in order. */
async function newThread(exchanges: number) {
  const threadId = newId("thread");
  const ids: string[] = [];
  for (let i = 0; i < exchanges; i++) {
    const { message, reply } = await ann.api.messages.send.mutate(newSend({ threadId }));
    ids.push(message.id, reply.id);
  }
  return { threadId, ids };
}

async function readAll(threadId: string, limit: number) {
  const pages: string[][] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await ann.api.messages.list.query({ threadId, limit, cursor });
    pages.push(page.messages.map(({ id }) => id));
    more = page.olderCursor !== null;
    cursor = page.olderCursor ?? undefined;
  }
  return pages;
}

test("pages go back to the beginning without a gap or a repetition, whatever their length", async () => {
  const { threadId, ids } = await newThread(6);
  for (const limit of [1, 5, 6, 11, 12, 13, 200]) {
    const pages = await readAll(threadId, limit);
    expect(pages.toReversed().flat()).toEqual(ids);
    expect(pages.length).toBe(Math.ceil(ids.length / limit));
  }
});

test("an empty thread has one empty page", async () => {
  const id = newId("thread");
  await ann.api.threads.create.mutate({ id });
  expect(await ann.api.messages.list.query({ threadId: id })).toMatchObject({
    messages: [],
    olderCursor: null,
  });
});

test("long messages make short pages, and one that is longer than a page is one", async () => {
  const { threadId, ids } = await newThread(3);
  const replies = ids.filter((_, i) => i % 2 === 1);
  await sql`update messages set text = repeat('x', 300000) where id = any(${replies})`;
  const pages = await readAll(threadId, 200);
  expect(pages.toReversed().flat()).toEqual(ids);
  expect(pages.map((page) => page.length)).toEqual([1, 1, 1, 1, 1, 1]);
  await sql`update messages set text = repeat('x', 100000) where id = any(${replies})`;
  expect((await readAll(threadId, 200)).map((page) => page.length)).toEqual([4, 2]);
});

test("a page is measured as it is sent", async () => {
  const { threadId, ids } = await newThread(2);
  const replies = ids.filter((_, i) => i % 2 === 1);
  // Each 180,000 bytes, although they are very different in length.
  for (const text of [`repeat('日', 60000)`, `repeat(chr(10), 90000)`, `repeat(chr(1), 30000)`]) {
    await sql`update messages set text = ${sql.unsafe(text)} where id = any(${replies})`;
    expect((await readAll(threadId, 200)).map((page) => page.length)).toEqual([2, 2]);
  }
});

test("a message that is longer than a page is not sent over a socket, but over HTTP", async () => {
  const { threadId, ids } = await newThread(1);
  const text = "x".repeat(300_000);
  await sql`update messages set text = ${text} where id = ${ids[1] ?? ""}`;
  using socket = await openRawSocket(app.origin, { token: ann.token });
  socket.send({ id: 1, method: "query", params: { path: "messages.list", input: { threadId } } });
  expect((await socket.next()).error?.data).toMatchObject({ appCode: "too_large" });
  const { messages } = await ann.api.messages.list.query({ threadId });
  expect(messages.map((message) => message.text === text)).toEqual([true]);
});

test("limits and cursors that are none are refused", async () => {
  const { threadId } = await newThread(1);
  for (const limit of [0, -1, 201, 1.5])
    expect((await refusalOf(ann.api.messages.list.query({ threadId, limit }))).code).toBe(
      "invalid_input",
    );
  for (const cursor of ["", "-1", "1.5", "9999999999", "x", "1 or 1=1", "\0", "٧"])
    expect((await refusalOf(ann.api.messages.list.query({ threadId, cursor }))).code).toBe(
      "invalid_input",
    );
  const beyond = await ann.api.messages.list.query({ threadId, cursor: "0" });
  expect(beyond).toMatchObject({ messages: [], olderCursor: null });
});

test("a page and the feed from its cursor on make the whole, while others are writing", async () => {
  const { threadId } = await newThread(1);
  let sending = true;
  const sends = (async () => {
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) {
      const { message, reply } = await ann.api.messages.send.mutate(newSend({ threadId }));
      ids.push(message.id, reply.id);
    }
    sending = false;
    return ids;
  })();
  const pages: { known: Set<string>; seq: number }[] = [];
  while (sending) {
    const { messages, feedCursor } = await ann.api.messages.list.query({ threadId, limit: 200 });
    const seq = decodeCursor(ann.user.id, feedCursor);
    pages.push({ known: new Set(messages.map(({ id }) => id)), seq: seq ?? -1 });
  }
  const sent = await sends;
  expect(pages.length).toBeGreaterThan(5);
  for (const { known, seq } of pages) {
    const events = await sql<{ id: string | null }[]>`
      select event->'message'->>'id' as id from feed_events where user_id = ${ann.user.id} and seq > ${seq}`;
    const later = new Set(events.map(({ id }) => id));
    for (const id of sent) expect(known.has(id) !== later.has(id)).toBe(true);
  }
});

test("a dozen of the longest pages asked for at once all arrive on one socket", async () => {
  const { threadId, ids } = await newThread(1);
  await sql`update messages set text = repeat('x', 262000) where id = ${ids[1] ?? ""}`;
  using socket = await openRawSocket(app.origin, { token: ann.token });
  const input = { threadId, limit: 200 };
  const calls = Array.from({ length: 12 }, (_, id) => ({
    id,
    method: "query",
    params: { path: "messages.list", input },
  }));
  socket.send(calls);
  const answered = new Set<unknown>();
  while (answered.size < calls.length) answered.add((await socket.next()).id);
  expect(socket.ws.readyState).toBe(WebSocket.OPEN);
});
