import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { searchSegments } from "../../platform/db/schema/search.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { buildSegment, type Segment } from "./build-segment.ts";
import { distinctPlaces, readPlaces } from "./segment-places.ts";
import { storeSegments } from "./store-segments.ts";

/** Segments of a person that are not full; as many are merged. */
const mostParts = 16;

/** A stored segment. */
interface StoredPlaces extends Record<string, unknown> {
  id: string;
  places: string;
}

/** Makes full segments out of a person's small ones, when there are many. */
export async function mergeParts(db: Database, userId: string): Promise<void> {
  const rows = await db.execute<StoredPlaces>(sql`
    select id, convert_from(places, 'UTF8') as places from ${searchSegments}
    where user_id = ${userId} and not is_full`);
  if (rows.length >= mostParts) await rebuild(db, userId, rows);
}

/** A segment whose messages have not been checked for a while. */
export interface UncheckedSegment extends Record<string, unknown> {
  id: string;
  user_id: string;
}

/** Segments that were checked a day ago or earlier, the earliest first. */
export async function findUnchecked(
  db: Database,
  limit: number,
): Promise<readonly UncheckedSegment[]> {
  return db.execute<UncheckedSegment>(sql`
    select id, user_id from ${searchSegments} where checked_at < now() - interval '1 day'
    order by checked_at limit ${limit}::int`);
}

/** Removes deleted messages from a segment, so that no trace of them stays. */
export async function checkSegment(db: Database, segment: UncheckedSegment): Promise<void> {
  const { id, user_id: userId } = segment;
  const [row] = await db.execute<StoredPlaces>(sql`
    select id, convert_from(places, 'UTF8') as places from ${searchSegments} where id = ${id}::bigint`);
  if (!row) return;
  const places = readPlaces(row.places);
  const ids = places.map((place) => place.id);
  const [kept] = await db.execute<{ count: number }>(sql`
    select count(*) filter (where messages.user_id = ${userId})::int as count from unnest(${sql.param(ids)}::text[]) wanted(id)
    join ${messages} on messages.id = wanted.id`);
  if (kept?.count !== places.length) return rebuild(db, userId, [row]);
  await db.execute(sql`
    update ${searchSegments} set checked_at = now() where id = ${id}::bigint`);
}

/** Replaces segments by new ones of the same messages, without those that are gone. */
async function rebuild(db: Database, userId: string, old: readonly StoredPlaces[]): Promise<void> {
  const places = distinctPlaces(old.flatMap((segment) => readPlaces(segment.places)));
  const segments: Segment[] = [];
  for (let from = 0; from < places.length;) {
    const built = await buildSegment(db, userId, places.slice(from));
    segments.push(built.segment);
    from += built.used;
  }
  const ids = sql.param(old.map(({ id }) => id));
  await storeSegments(db, { userId, segments }, async (tx) => {
    const locked = await tx.execute(sql`
      select 1 from ${searchSegments} where id = any(${ids}::bigint[]) order by id for update`);
    // Another node has replaced them.
    if (locked.length < old.length) return false;
    await tx.execute(sql`delete from ${searchSegments} where id = any(${ids}::bigint[])`);
    return true;
  });
}
