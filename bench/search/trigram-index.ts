import type { Sql } from "postgres";

/**
 * The usual way to find parts of words in Postgres: its trigram index, with the person in front so
 * that a search reads only the entries of both.
 */
export async function addTrigramIndex(sql: Sql): Promise<void> {
  await sql`create extension pg_trgm`;
  await sql`create extension btree_gin`;
  await sql`set maintenance_work_mem = '1GB'`;
  await sql`create index messages_trigram_idx on messages using gin (user_id, lower(text) gin_trgm_ops)`;
  await sql`vacuum analyze messages`;
}

/** The newest messages with every word of a query. */
export async function searchByTrigrams(
  sql: Sql,
  { userId, query, limit }: { userId: string; query: string; limit: number },
): Promise<unknown> {
  const patterns = query.split(" ").map((word) => `%${word}%`);
  return sql`
    select m.id, m.thread_id, t.title, m.text from messages m join threads t on t.id = m.thread_id
    where m.user_id = ${userId} and lower(m.text) like all(${patterns}::text[])
    order by m.created_at desc, m.id desc limit ${limit}`;
}
