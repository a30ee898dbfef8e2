import { type SQL, sql } from "drizzle-orm";
import type { Attachment } from "../../../shared/attachment.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { attachmentsOf } from "../attachments/upload-view.ts";

/** Where a page of a thread's messages starts, and its limits. */
export interface PageBounds {
  threadId: string;
  /** Only messages with lower numbers. */
  before: number;
  limit: number;
  /** Of the messages' content as JSON, in bytes of UTF-8; the first message may exceed it. */
  mostBytes: number;
}

/** Columns of `walkPage`, which the statement has to alias as `page`. */
export const pageColumns = {
  attachments: sql<Attachment[] | null>`page.files`,
  /** Whether the thread has older messages; the same in each row. */
  hasOlder: sql<boolean>`page.has_older`,
};

/**
 * A subquery for the ids of a page's messages, newest first. It walks from message to message and
 * stops at the first that does not fit, so a page of a thread with a hundred long messages
 * decompresses only one of them. A window sum would decompress all. The stored size is no
 * substitute: it may be compressed, and JSON escapes some characters as six bytes.
 */
export function walkPage({ threadId, before, limit, mostBytes }: PageBounds): SQL {
  const files = attachmentsOf({ id: sql`m.id`, threadId: sql`m.thread_id` });
  return sql`(
    with recursive walk as (
      select 0 as place, ${before}::int as seq, null::text as id, null::jsonb as files, 0::bigint as bytes
      union all
      select walk.place + 1, older.seq, older.id, older.files, walk.bytes + older.bytes
      from walk cross join lateral (
        select m.seq, m.id, f.files,
          octet_length(to_json(m.text)::text) + coalesce(octet_length(m.parts::text), 0)
            + coalesce(octet_length(f.files::text), 0) as bytes
        from ${messages} m
        cross join lateral (select case when m.role = 'user' then ${files} end as files offset 0) f
        where m.thread_id = ${threadId} and m.seq < walk.seq order by m.seq desc limit 1
      ) older
      where walk.place <= ${limit}::int and (walk.place < 2 or walk.bytes <= ${mostBytes}::int)
    ), fitting as (
      select * from walk where place = 1 or place between 2 and ${limit}::int and bytes <= ${mostBytes}::int
    )
    select id, files, (select max(place) from walk) > (select max(place) from fitting) as has_older
    from fitting
  )`;
}
