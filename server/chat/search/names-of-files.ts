import { type SQL, sql } from "drizzle-orm";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";

/**
 * SQL: the names of a message's files, in their order, as JSON; null for none.
 *
 * @param message SQL name of the message's row
 */
export function namesOfFiles(message: SQL): SQL {
  return sql`(
    select json_agg(a.name order by l.position) from ${messageAttachments} l
    join ${attachments} a on a.id = l.attachment_id
    where l.message_id = ${message}.id and l.thread_id = ${message}.thread_id
  )`;
}
