import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { searchPages, searchSegments } from "../../platform/db/schema/search.ts";
import { users } from "../../platform/db/schema/users.ts";
import type { Segment } from "./build-segment.ts";
import { toPlaces } from "./segment-places.ts";

/** Pages in one statement: half a megabyte. */
const pagesAtOnce = 500;

/**
 * Stores a person's segments in place of something else.
 *
 * @param replace deletes that; returns false if it is gone, and then nothing is stored
 * @returns whether they were stored
 */
export async function storeSegments(
  db: Database,
  { userId, segments }: { userId: string; segments: readonly Segment[] },
  replace: (tx: Transaction) => Promise<boolean>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    // A person who is deleted meanwhile has no segments.
    const [owner] = await tx.execute(
      sql`select 1 from ${users} where id = ${userId} for key share`,
    );
    if (!owner || !(await replace(tx))) return false;
    for (const segment of segments)
      if (segment.places.length > 0) await storeSegment(tx, userId, segment);
    return true;
  });
}

async function storeSegment(tx: Transaction, userId: string, segment: Segment): Promise<void> {
  const { places, pages, isFull } = segment;
  const at = (index: number) => new Date(places.at(index)?.createdAt ?? 0).toISOString();
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into ${searchSegments} (user_id, newest, oldest, size, is_full, places)
    values (${userId}, ${at(0)}::timestamptz, ${at(-1)}::timestamptz, ${places.length}::int, ${isFull}, convert_to(${toPlaces(places)}, 'UTF8'))
    returning id`);
  for (let from = 0; from < pages.length; from += pagesAtOnce) {
    const some = pages.slice(from, from + pagesAtOnce).map(({ firstElement, body }) => ({
      element: firstElement,
      body: body.toBase64(),
    }));
    await tx.execute(sql`
      insert into ${searchPages} (segment_id, first_element, body)
      select ${row?.id ?? null}::bigint, new.element, decode(new.body, 'base64')
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as new(element bigint, body text)`);
  }
}
