import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { encodeCursor } from "../../../shared/cursor.ts";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import { newId } from "../../../shared/ids.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";

// OWASP ASVS 5.0, 8.2 (authorization): who is let talk to one workflow hears of nothing else.

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;

beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { role: "web", logLevel: "silent" } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters, version)
    select 'wf_other', 'Other', instructions, greeting, placeholder, starters, 1 from workflows where id = 'wf_default'`;
}, 30_000);
afterAll(() => resources.disposeAsync());

/** A person with a chat session of the default workflow, and what its client secret opens. */
async function newSession(history = { enabled: true, recentThreads: null as number | null }) {
  const owner = await newVisitor(app.origin);
  const session = await owner.api.sessions.create.mutate({});
  await sql`
    update chat_sessions set settings = jsonb_set(settings, '{history}', ${sql.json(history)})
    where id = ${session.id}`;
  const socket = resources.use(openChatSocket(app.origin, session.clientSecret));
  return { owner, session, socket, api: apiAs(app.origin, session.clientSecret) };
}

type Session = Awaited<ReturnType<typeof newSession>>;

/** Everything that happens to threads: said, queued, sent now, taken back, renamed, read and deleted. */
async function useThreads({ owner: { api } }: Session, workflowId: string) {
  const first = newSend({ workflowId });
  const { reply } = await api.messages.send.mutate(first);
  const { threadId } = first;
  const next = { ...newSend({ threadId }), parentId: reply.id };
  await api.messages.say.mutate(next);
  const back = { ...newSend({ threadId }), parentId: reply.id };
  await api.messages.say.mutate(back);
  await api.messages.unqueue.mutate({ id: back.id, threadId });
  await api.messages.sendNow.mutate({ id: next.id });
  await api.threads.rename.mutate({ threadId, title: `of ${workflowId}` });
  const { threadId: gone } = newSend();
  await api.threads.create.mutate({ id: gone, workflowId });
  await api.threads.delete.mutate({ threadId: gone });
  return { threadId, gone, next };
}

/** Something of the account, as changing a name or an address leaves it. */
async function changeAccount({ owner: { user } }: Session): Promise<void> {
  const event: FeedEvent = { type: "user.put", user };
  await sql`
    with head as (update users set feed_seq = feed_seq + 1 where id = ${user.id} returning feed_seq)
    insert into feed_events (user_id, seq, event)
    select ${user.id}, feed_seq, ${sql.json(event as never)} from head`;
}

/** All that a feed tells from a cursor on, up to a thread with this title. */
async function hear({ api }: Pick<ChatSocket, "api">, cursor: string, end: string) {
  const events: FeedEvent[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { unsubscribe } = api.feed.watch.subscribe(
    { lastEventId: cursor },
    {
      onData({ data }) {
        events.push(data);
        if (data.type === "thread.put" && data.thread.title === end) resolve();
      },
      onError: reject,
    },
  );
  return promise.finally(unsubscribe).then(() => events);
}

const threadsIn = (events: readonly FeedEvent[]) =>
  new Set(
    events.map((event) => {
      if (event.type === "thread.put") return event.thread.id;
      if (event.type === "message.put") return event.message.threadId;
      return "threadId" in event ? event.threadId : event.type;
    }),
  );

test("its feed tells of its workflow's threads alone, live and from an old cursor", async () => {
  const session = await newSession();
  const { owner } = session;
  const start = encodeCursor(owner.user.id, 0);
  const live = hear(session.socket, start, "the end");
  const other = await useThreads(session, "wf_other");
  const own = await useThreads(session, "wf_default");
  await changeAccount(session);
  await useThreads(session, "wf_other");
  await owner.api.threads.rename.mutate({ threadId: own.threadId, title: "the end" });
  const told = await live;
  expect(threadsIn(told)).toEqual(new Set([own.threadId, own.gone]));
  expect(new Set(told.map(({ type }) => type))).toEqual(
    new Set(["thread.put", "message.put", "queue.put", "thread.deleted"]),
  );
  const again = await hear(session.socket, start, "the end");
  // What happened in a thread that is gone since is not told again, but for its end.
  expect(threadsIn(again)).toEqual(new Set([own.threadId, own.gone]));
  expect(JSON.stringify([told, again])).not.toContain(other.threadId);
  expect(JSON.stringify([told, again])).not.toContain(other.gone);
});

test("a cursor of another feed is answered with a reset, and nothing of that feed", async () => {
  const [mine, theirs] = [await newSession(), await newSession()];
  const { threadId } = await useThreads(theirs, "wf_default");
  const own = await useThreads(mine, "wf_default");
  const hearing = hear(mine.socket, encodeCursor(theirs.owner.user.id, 0), "the end");
  const begun = Promise.withResolvers<void>();
  mine.socket.api.feed.watch.subscribe(
    { lastEventId: encodeCursor(theirs.owner.user.id, 0) },
    { onData: ({ data }) => data.type === "reset" && begun.resolve(), onError: begun.reject },
  );
  await begun.promise;
  await mine.owner.api.threads.rename.mutate({ threadId: own.threadId, title: "the end" });
  const told = await hearing;
  expect(told[0]).toEqual({ type: "reset" });
  expect(threadsIn(told)).toEqual(new Set(["reset", own.threadId]));
  expect(threadsIn(told)).not.toContain(threadId);
});

test("without a history it hears of the thread used last alone", async () => {
  const session = await newSession({ enabled: false, recentThreads: null });
  const before = await useThreads(session, "wf_default");
  const { threadId } = await useThreads(session, "wf_default");
  await session.owner.api.threads.rename.mutate({ threadId, title: "the end" });
  const told = await hear(session.socket, encodeCursor(session.owner.user.id, 0), "the end");
  expect(threadsIn(told)).toContain(threadId);
  expect(threadsIn(told)).not.toContain(before.threadId);
});

test("a temporary chat takes no place among the recent threads, and its own feed tells of it", async () => {
  const session = await newSession({ enabled: true, recentThreads: 1 });
  const { api, user } = session.owner;
  const before = newSend();
  await api.messages.send.mutate(before);
  const between = { ...newSend(), parentId: null, temporary: true };
  await session.api.messages.say.mutate(between);
  const listed = await session.api.threads.list.query({});
  expect(listed.threads.map(({ id }) => id)).toEqual([before.threadId]);
  await api.threads.rename.mutate({ threadId: before.threadId, title: "the end" });
  const told = await hear(session.socket, encodeCursor(user.id, 0), "the end");
  expect(threadsIn(told)).toEqual(new Set([before.threadId, between.threadId]));
});

test("a waiting message of another workflow or user is missing; its own is sent now", async () => {
  const session = await newSession();
  const stranger = await newSession();
  const code = async (call: Promise<unknown>) => (await refusalOf(call)).code;
  for (const [who, workflowId] of [
    [session, "wf_other"],
    [stranger, "wf_default"],
  ] as const) {
    const first = newSend({ workflowId });
    await who.owner.api.messages.send.mutate(first);
    const waits = { ...newSend({ threadId: first.threadId }), parentId: first.replyId };
    expect((await who.owner.api.messages.say.mutate(waits)).sent).toBeNull();
    expect(await code(session.api.messages.sendNow.mutate({ id: waits.id }))).toBe("not_found");
  }
  expect(await code(session.api.messages.sendNow.mutate({ id: newId("message") }))).toBe(
    "not_found",
  );
  const first = newSend();
  await session.api.messages.say.mutate(first);
  const waits = newSend({ threadId: first.threadId });
  await session.api.messages.say.mutate({ ...waits, parentId: first.replyId });
  const answer = await session.api.messages.sendNow.mutate({ id: waits.id });
  expect(answer.threadId).toBe(first.threadId);
});

test("a field that the procedure does not read cannot hide which thread is meant", async () => {
  const session = await newSession();
  const other = await useThreads(session, "wf_other");
  const own = await useThreads(session, "wf_default");
  const input = { id: other.threadId, threadId: own.threadId, workflowId: "wf_default" };
  const answer = await fetch(`${app.origin}/trpc/threads.create`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${session.session.clientSecret}`,
    },
    body: JSON.stringify(input),
  });
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.not.stringContaining("of wf_other"),
  ]);
});

test("its feed ends with the session", async () => {
  const { session, owner } = await newSession();
  using socket = await openRawSocket(app.origin, { token: session.clientSecret });
  socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input: {} } });
  expect((await socket.next()).result?.type).toBe("started");
  await owner.api.sessions.cancel.mutate({ id: session.id });
  await untilRefused(socket);
}, 30_000);
