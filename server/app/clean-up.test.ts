import { afterAll, beforeAll, expect, test } from "bun:test";
import { encodeCursor } from "../../shared/cursor.ts";
import { openGuestSession } from "../people/auth/auth-session.ts";
import { cleanUp, CleanUpError } from "./clean-up.ts";
import { createFeedReader, type FeedEntry } from "../chat/feed/feed-log.ts";
import { eventKeptSeconds } from "../chat/feed/trim-feeds.ts";
import { type FeedStep, watchFeed } from "../chat/feed/watch-feed.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { createSession } from "../assistants/sessions/create-session.ts";
import { deleteThread } from "../chat/threads/delete-thread.ts";
import { LogHub } from "../platform/streams/log-hub.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const metrics = createMetrics();
const never = new AbortController().signal;

/** The first event after a cursor, from a node that has heard nothing yet. */
async function firstAfter(seq: number): Promise<FeedStep | undefined> {
  const feeds = new LogHub<FeedEntry>(createFeedReader(stage.sql), (error) => {
    throw error;
  });
  const stop = new AbortController();
  const request = { userId: stage.userId, cursor: encodeCursor(stage.userId, seq) };
  for await (const step of watchFeed({ db: stage.db, feeds, metrics }, request, stop.signal))
    return step;
  return undefined;
}

async function feedHead(): Promise<number> {
  const [row] = await stage.sql<{ head: number }[]>`
    select feed_seq as head from users where id = ${stage.userId}`;
  return row?.head ?? 0;
}

const ageEvents = (upTo: number) =>
  stage.sql`update feed_events set created_at = now() - ${eventKeptSeconds + 1} * interval '1 second' where seq <= ${upTo}`;

test("a run whose time is over leaves the rest to the next one", async () => {
  const guest = await openGuestSession(stage, {
    userAgent: null,
    address: "127.0.0.1",
    preferences: {},
  });
  await stage.sql`update auth_sessions set expires_at = now() - interval '1 day' where id = ${guest.id}`;
  const left = () => stage.sql`select from auth_sessions where id = ${guest.id}`;
  await cleanUp(stage.sql, AbortSignal.abort());
  expect(await left()).toHaveLength(1);
  await cleanUp(stage.sql, never);
  expect(await left()).toHaveLength(0);
});

test("a cursor older than the events that are kept is answered with a reset, never with a gap", async () => {
  await stage.ask();
  await stage.ask();
  const head = await feedHead();
  await ageEvents(head - 2);
  expect((await cleanUp(stage.sql, never))["feedEvents"]).toBe(head - 2);
  expect((await firstAfter(head - 2))?.cursor).toBe(encodeCursor(stage.userId, head - 1));
  const reset = { cursor: encodeCursor(stage.userId, head), event: { type: "reset" as const } };
  expect(await firstAfter(1)).toEqual(reset);
  await ageEvents(head);
  await cleanUp(stage.sql, never);
  expect(await firstAfter(1)).toEqual(reset);
});

test("sessions go once they have expired, and no others", async () => {
  const visitor = { userAgent: null, address: "127.0.0.1", preferences: {} };
  const [gone, kept] = await Promise.all([
    openGuestSession(stage, visitor),
    openGuestSession(stage, visitor),
  ]);
  await stage.sql`update auth_sessions set expires_at = now() - interval '1 second' where id = ${gone.id}`;
  const chat = await createSession(
    { ...stage, metrics },
    {
      ownerId: null,
      userId: kept.user.id,
      workflowId: "wf_default",
    },
  );
  expect(await cleanUp(stage.sql, never)).toMatchObject({ authSessions: 1, chatSessions: 0 });
  await stage.sql`update chat_sessions set expires_at = now() - interval '2 days' where id = ${chat.id}`;
  expect(await cleanUp(stage.sql, never)).toMatchObject({ authSessions: 0, chatSessions: 1 });
  const left = await stage.sql`select id from auth_sessions where id in (${gone.id}, ${kept.id})`;
  expect([...left]).toEqual([{ id: kept.id }]);
});

test("what cannot be deleted keeps nothing else, and the run ends as failed", async () => {
  const { sql, db, userId } = stage;
  const [broken, trashed, temporary] = [await stage.ask(), await stage.ask(), await stage.ask()];
  await sql`
    update threads set trashed_at = now() - interval '40 days' where id = ${broken.threadId}`;
  await sql`
    update threads set trashed_at = now() - interval '31 days' where id = ${trashed.threadId}`;
  await sql`
    update threads set temporary_until = now() - interval '1 hour' where id = ${temporary.threadId}`;
  await deleteThread(db, { threadId: (await stage.ask()).threadId, userId });
  await sql`update deleted_threads set deleted_at = now() - interval '1 year'`;
  await sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'kept'; end $$;
    create trigger refuse before delete on threads for each row
      when (old.id = '${broken.threadId}') execute function refuse()`);
  const left = () => sql<{ id: string }[]>`
    select id from threads
    where id in (${broken.threadId}, ${trashed.threadId}, ${temporary.threadId})`;
  const error: unknown = await cleanUp(sql, never).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CleanUpError);
  expect(error).toMatchObject({
    message: "could not clean up everything: trash",
    failures: [{ sweep: "trash", rowId: broken.threadId }],
    deleted: { trash: 1, temporary: 1, deletedThreads: 1 },
  });
  expect([...(await left())]).toEqual([{ id: broken.threadId }]);
  await sql.unsafe("drop trigger refuse on threads; drop function refuse()");
  expect(await cleanUp(sql, never)).toMatchObject({ trash: 1 });
  expect(await left()).toHaveLength(0);
});

test("a sweep that fails as a whole does not stop the later ones", async () => {
  const { sql } = stage;
  const guest = await openGuestSession(stage, {
    userAgent: null,
    address: "127.0.0.1",
    preferences: {},
  });
  await sql`update auth_sessions set expires_at = now() - interval '1 day' where id = ${guest.id}`;
  await sql`alter table feed_events rename to moved`;
  try {
    const error: unknown = await cleanUp(sql, never).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ failures: [{ sweep: "feedEvents", rowId: null }] });
  } finally {
    await sql`alter table moved rename to feed_events`;
  }
  expect(await sql`select from auth_sessions where id = ${guest.id}`).toHaveLength(0);
});
