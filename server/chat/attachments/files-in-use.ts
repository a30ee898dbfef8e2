import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import {
  attachments,
  messageAttachments,
  projectAttachments,
} from "../../platform/db/schema/attachments.ts";
import { removals, restorableMinutes } from "../../platform/db/schema/removals.ts";
import { shareFiles, shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/**
 * SQL condition on `attachments`: a message or a project has the file. Not by `exists`, which
 * PostgreSQL may answer within `or` by reading the whole table.
 */
export function isUsed(butThreads: readonly string[] = []): SQL {
  return sql`coalesce((
    select true from ${messageAttachments} l
    where l.attachment_id = ${attachments.id} and ${isOther(sql`l.thread_id`, butThreads)} limit 1
  ), (
    select true from ${projectAttachments} l where l.attachment_id = ${attachments.id} limit 1
  ), false)`;
}

/**
 * SQL condition on `attachments`: a link shows the file, or a deleted message that can still be
 * brought back has it. Such a file expires, and stays until neither needs it.
 */
export function isHeld(butThreads: readonly string[] = []): SQL {
  return sql`coalesce((
    select true from ${shareFiles} f join ${shares} s on s.id = f.share_id
    where f.attachment_id = ${attachments.id} and ${isOther(sql`s.thread_id`, butThreads)} limit 1
  ), (
    select true from ${removals} r join ${threads} t on t.id = r.thread_id
    where t.user_id = ${attachments.userId} and ${isOther(sql`r.thread_id`, butThreads)}
      and r.created_at > now() - ${restorableMinutes} * interval '1 minute'
      and r.rows -> 'files' @> jsonb_build_array(jsonb_build_object('attachment_id', ${attachments.id})) limit 1
  ), false)`;
}

function isOther(threadId: SQLWrapper, threadIds: readonly string[]): SQL {
  if (threadIds.length === 0) return sql`true`;
  return sql`${threadId} <> all(${sql.param([...threadIds])}::text[])`;
}
