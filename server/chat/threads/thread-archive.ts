import type { Sql } from "postgres";
import type {
  ArchivedMessage,
  ArchivedThread,
  ArchiveHit,
  ThreadArchive,
} from "../../models/offline/thread-archive.ts";

/** Messages read per thread. */
const messagesRead = 200;

/** Characters read per message: replies may be a megabyte, of which summaries need the start. */
const textRead = 8_000;

/** Characters of those before the first search hit. */
const readBefore = 1_000;

/** A user's threads in Postgres, as the offline model's tools read them. */
export function createThreadArchive(sql: Sql): ThreadArchive {
  return {
    search: (userId, words, limit) => search(sql, { userId, words, limit }),
    async recent(userId, limit) {
      const rows = await sql<(Omit<ArchivedThread, "updatedAt"> & { updatedAt: string })[]>`
        select id as "threadId", title, updated_at as "updatedAt" from threads
        where user_id = ${userId} and trashed_at is null and temporary_until is null order by updated_at desc nulls last, id desc nulls last limit ${limit}`;
      return rows.map((row) => ({ ...row, updatedAt: new Date(row.updatedAt) }));
    },
    async messages(userId, threadId) {
      const rows = await sql<(Omit<ArchivedMessage, "createdAt"> & { createdAt: string })[]>`
        select role, left(text, ${textRead}) as text, created_at as "createdAt" from messages
        where user_id = ${userId} and thread_id = ${threadId} and text <> ''
          and exists (select 1 from threads t where t.id = ${threadId} and t.trashed_at is null and t.temporary_until is null)
        order by seq desc limit ${messagesRead}`;
      return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) })).reverse();
    },
  };
}

interface Search {
  userId: string;
  words: readonly string[];
  limit: number;
}

async function search(sql: Sql, { userId, words, limit }: Search): Promise<ArchiveHit[]> {
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const rows = await sql<(Omit<ArchiveHit, "createdAt"> & { createdAt: string })[]>`
    select found."threadId", found.title, found.role, found."createdAt",
      substr(found.text, greatest(1, coalesce(place.first, 1) - ${readBefore}), ${textRead}) as "messageText"
    from (
    select m.thread_id as "threadId", t.title, m.text, m.role, m.created_at as "createdAt"
    from messages m join threads t on t.id = m.thread_id
    where m.user_id = ${userId} and t.trashed_at is null and t.temporary_until is null and m.text <> '' and m.text ilike any(${patterns}::text[])
    order by (select count(*) from unnest(${patterns}::text[]) as pattern where m.text ilike pattern) desc, m.created_at desc
    limit ${limit}
    ) found cross join lateral (
      select min(nullif(strpos(lower(found.text), lower(word)), 0)) as first from unnest(${[...words]}::text[]) as word
    ) place`;
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}
