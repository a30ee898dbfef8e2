import { eq, inArray, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Database, Transaction } from "../../platform/db/client.ts";
import {
  attachments,
  messageAttachments,
  projectAttachments,
} from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import { tellOfAttachment } from "./tell-of-attachment.ts";
import { type AttachmentOfUser, lockAttachment } from "./find-attachment.ts";
import { lockFiles } from "./lock-files.ts";

/**
 * Deletes a file that no message and no project uses.
 *
 * @throws RequestError `not_found`; `conflict` when one uses it
 */
export function deleteAttachment(
  db: Database,
  of: AttachmentOfUser,
): Promise<{ attachmentId: string }> {
  return db.transaction(async (tx) => {
    const { id } = await lockAttachment(tx, of);
    const links = await tx
      .select({ messageId: messageAttachments.messageId })
      .from(messageAttachments)
      .where(eq(messageAttachments.attachmentId, id))
      .limit(1);
    if (links.length > 0) throw new RequestError("conflict", "This file is part of a message.");
    if ((await tx.$count(projectAttachments, eq(projectAttachments.attachmentId, id))) > 0)
      throw new RequestError("conflict", "This file is part of a project.");
    await tx.delete(attachments).where(eq(attachments.id, id));
    await tellOfAttachment(tx, id);
    return { attachmentId: id };
  });
}

/**
 * Deletes the files that only messages of the locked thread use, and no project. Call it before deleting the
 * thread.
 */
export async function deleteFilesOfThread(tx: Transaction, threadId: string): Promise<void> {
  const files = tx
    .select({ id: messageAttachments.attachmentId })
    .from(messageAttachments)
    .where(eq(messageAttachments.threadId, threadId));
  await lockFiles(tx, inArray(attachments.id, files));
  await tx.execute(sql`
    delete from ${attachments} a
    where a.id in (select attachment_id from ${messageAttachments} where thread_id = ${threadId})
      and not exists (
        select 1 from ${messageAttachments} l where l.attachment_id = a.id and l.thread_id <> ${threadId}
      )
      and not exists (select 1 from ${projectAttachments} l where l.attachment_id = a.id)`);
}

/**
 * Deletes expired files that no message, no project and no link uses, at most `limit`. Returns how
 * many.
 */
export async function deleteUnsentAttachments(sql: Sql, limit: number): Promise<number> {
  const deleted = await sql`
    delete from attachments where id in (
      select id from attachments a where expires_at < now()
        and not exists (select 1 from message_attachments l where l.attachment_id = a.id)
        and not exists (select 1 from project_attachments l where l.attachment_id = a.id)
        and not exists (select 1 from share_files f where f.attachment_id = a.id)
      limit ${limit} for update skip locked
    )`;
  return deleted.count;
}
