import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { unindexedMessages } from "../../platform/db/schema/search.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { buildSegment } from "./build-segment.ts";
import {
  checkSegment,
  findUnchecked,
  mergeParts,
  type UncheckedSegment,
} from "./rebuild-segments.ts";
import type { SearchPlace } from "./segment-places.ts";
import { storeSegments } from "./store-segments.ts";
import { findPeople, hasManyUnindexed, mostUnindexed, walkPeople } from "./unindexed-people.ts";

/** Messages that are read for the next segment: more than one has. */
const readAtOnce = 5_000;

/** Segments of one look. */
const lookAtOnce = 50;

/**
 * A check whether `indexMessages` has something to do. Each call looks at some people, so that it
 * costs the same however many there are, and goes on where the one before found nothing to do.
 *
 * @param notesAtOnce see `findPeople`
 */
export function createIndexCheck(db: Database, notesAtOnce?: number): () => Promise<boolean> {
  let after: string | null = null;
  return async () => {
    if ((await findUnchecked(db, 1)).length > 0) return true;
    const { people, next } = await findPeople(db, after, notesAtOnce);
    for (const userId of people) if (await hasManyUnindexed(db, userId)) return true;
    after = next;
    return false;
  };
}

/**
 * Brings the search index up to date: puts the messages of people who have many unindexed ones into
 * segments, and removes deleted messages from segments. Ends early when the signal aborts.
 *
 * @throws AggregateError at the end, if some of it failed: the next run tries that again
 */
export async function indexMessages(db: Database, signal: AbortSignal): Promise<void> {
  const errors: unknown[] = [];
  // What fails does not keep the rest from being done.
  const attempt = (work: Promise<void>) => work.catch((error: unknown) => errors.push(error));
  for await (const userId of walkPeople(db)) {
    if (signal.aborted) break;
    await attempt(indexPerson(db, userId, signal));
  }
  for await (const segment of walkUnchecked(db)) {
    if (signal.aborted) break;
    await attempt(checkSegment(db, segment));
  }
  if (errors.length > 0) throw new AggregateError(errors, "could not index all messages");
}

/** Segments to check, until none is found that was not found before. */
async function* walkUnchecked(db: Database): AsyncGenerator<UncheckedSegment> {
  const seen = new Set<string>();
  for (;;) {
    const all = await findUnchecked(db, lookAtOnce + seen.size);
    const fresh = all.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const segment of fresh) {
      seen.add(segment.id);
      yield segment;
    }
  }
}

/** Puts a person's messages into segments, until few are left. */
async function indexPerson(db: Database, userId: string, signal: AbortSignal): Promise<void> {
  await forgetDeleted(db, userId);
  while (!signal.aborted) {
    const waiting = await readUnindexed(db, userId);
    if (waiting.length <= mostUnindexed) break;
    const { segment, used } = await buildSegment(db, userId, waiting);
    const taken = waiting.slice(0, used);
    const isStored = await storeSegments(db, { userId, segments: [segment] }, (tx) =>
      forgetTaken(tx, userId, taken),
    );
    if (!isStored) break;
  }
  await mergeParts(db, userId);
}

interface Waiting extends SearchPlace {
  change: number;
}

/** The newest of a person's unindexed messages. Those of temporary chats are never found. */
async function readUnindexed(db: Database, userId: string): Promise<Waiting[]> {
  const rows = await db.execute<{ id: string; at: string; change: string }>(sql`
    select m.id, m.created_at as at, u.change from ${unindexedMessages} u
    cross join lateral (
      select id, created_at, thread_id, user_id from ${messages} one where one.id = u.message_id offset 0
    ) m
    join ${threads} t on t.id = m.thread_id and t.temporary_until is null
    where u.user_id = ${userId} and m.user_id = u.user_id
    order by m.created_at desc, m.id collate "C" desc limit ${readAtOnce}::int`);
  return rows.map(({ id, at, change }) => ({
    id,
    createdAt: new Date(at).getTime(),
    change: Number(change),
  }));
}

/**
 * Forgets messages that a segment has now; false when none was left. One that has changed since
 * stays, and one that is being changed is not waited for. The database looks each one up, whatever
 * it expects: it often believes the table to be empty, and would compare every message with all
 * others.
 */
async function forgetTaken(
  tx: Transaction,
  userId: string,
  taken: readonly Waiting[],
): Promise<boolean> {
  const gone = await tx.execute(sql`
    with locked as materialized (
      select one.message_id
      from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as read(id text, change bigint)
      cross join lateral (
        select u.message_id from ${unindexedMessages} u
        where u.user_id = ${userId} and u.message_id = read.id and u.change = read.change
        offset 0 for update skip locked
      ) one
    )
    delete from ${unindexedMessages} where user_id = ${userId}
      and message_id = any(array(select message_id from locked)) returning 1`);
  return gone.length > 0;
}

/** Forgets messages that were deleted while the table was filled. */
async function forgetDeleted(db: Database, userId: string): Promise<void> {
  await db.execute(sql`
    delete from ${unindexedMessages} u where u.user_id = ${userId}
      and not exists (select 1 from ${messages} m where m.id = u.message_id)`);
}
