import { sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { unindexedMessages } from "../../platform/db/schema/search.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";

/** Messages that a search reads without an index: a few milliseconds. More are put into a segment. */
export const mostUnindexed = 256;

/**
 * Notes that one look reads: a few hundredths of a second. Nearly everyone has some notes for ever,
 * so all of them are very many on a large installation.
 */
const notesAtOnce = 50_000;

/** Notes of a person that are looked at closely: those of temporary chats are gone within days. */
const closelyAtOnce = 5_000;

/** People who have many notes. */
export interface PeopleFound {
  people: readonly string[];
  /** Where to go on; null at the end. */
  next: string | null;
}

/**
 * Looks through some of the notes, by person, for people who have more than `mostUnindexed`.
 *
 * @param after where the look before ended; null for the first
 * @param most how many notes to read: more than `mostUnindexed`
 */
export async function findPeople(
  db: Database,
  after: string | null,
  most: number = notesAtOnce,
): Promise<PeopleFound> {
  // The last person's notes may be cut off: few of them are read again by the next look.
  const [row] = await db.execute<{ people: string[] | null; last: string; notes: number }>(sql`
    select array_agg(user_id order by user_id) filter (where notes > ${mostUnindexed}::int) as people,
      max(user_id) filter (where following is not null or notes > ${mostUnindexed}::int) as last,
      coalesce(sum(notes), 0)::int as notes
    from (
      select user_id, count(*) as notes, lead(user_id) over (order by user_id) as following from (
        select user_id from ${unindexedMessages} where user_id > ${after ?? ""}
        order by user_id limit ${most}::int
      ) note group by user_id
    ) person`);
  if (!row) return { people: [], next: null };
  return { people: row.people ?? [], next: row.notes < most ? null : row.last };
}

/** All people who have many notes, one look after another. */
export async function* walkPeople(db: Database): AsyncGenerator<string> {
  let after: string | null = null;
  do {
    const { people, next }: PeopleFound = await findPeople(db, after);
    yield* people;
    after = next;
  } while (after !== null);
}

/** Whether more than `mostUnindexed` of a person's messages can be indexed: not in temporary chats. */
export async function hasManyUnindexed(db: Database, userId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from (
      select message_id from ${unindexedMessages} where user_id = ${userId}
      order by message_id limit ${closelyAtOnce}::int
    ) u
    cross join lateral (
      select thread_id, user_id from ${messages} one where one.id = u.message_id offset 0
    ) m
    join ${threads} t on t.id = m.thread_id and t.temporary_until is null
    where m.user_id = ${userId}
    offset ${mostUnindexed}::int limit 1`);
  return rows.length > 0;
}
