import { and, eq, inArray, not, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import { unsentHours } from "./create-attachment.ts";
import { isHeld, isUsed } from "./files-in-use.ts";
import { tellOfAttachment } from "./tell-of-attachment.ts";
import { type AttachmentOfUser, lockAttachment } from "./find-attachment.ts";
import { lockFiles } from "./lock-files.ts";

/**
 * Deletes a file that nothing uses.
 *
 * @throws RequestError `not_found`; `conflict` when a message, a project or a link has it, or a
 *   deleted message that can still be brought back
 */
export function deleteAttachment(
  db: Database,
  of: AttachmentOfUser,
): Promise<{ attachmentId: string }> {
  return db.transaction(async (tx) => {
    const { id } = await lockAttachment(tx, of);
    const isIt = eq(attachments.id, id);
    if ((await tx.$count(attachments, and(isIt, isUsed()))) > 0)
      throw new RequestError("conflict", "This file is part of a message or a project.");
    if ((await tx.$count(attachments, and(isIt, isHeld()))) > 0)
      throw new RequestError(
        "conflict",
        "This file is part of a shared link or of a message that can be restored.",
      );
    await tx.delete(attachments).where(isIt);
    await tellOfAttachment(tx, id);
    return { attachmentId: id };
  });
}

/**
 * Deletes the files that only messages of locked threads have. A file that a link of another thread
 * shows, or a deleted message of one that can still be brought back, expires instead. Call it before
 * deleting the threads.
 */
export async function deleteFilesOfThreads(
  tx: Transaction,
  threadIds: readonly string[],
): Promise<void> {
  const files = tx
    .select({ id: messageAttachments.attachmentId })
    .from(messageAttachments)
    .where(sql`${messageAttachments.threadId} = any(${sql.param([...threadIds])}::text[])`);
  const areTheirs = inArray(attachments.id, files);
  await lockFiles(tx, areTheirs);
  const isFree = not(isUsed(threadIds));
  await tx.delete(attachments).where(and(areTheirs, isFree, not(isHeld(threadIds))));
  await tx
    .update(attachments)
    .set({ expiresAt: sql`now() + ${unsentHours} * interval '1 hour'` })
    .where(and(areTheirs, isFree));
}

/**
 * Deletes expired files that no message, no project and no link uses, at most `limit`. Returns how
 * many.
 */
export async function deleteUnsentAttachments(sql: Sql, limit: number): Promise<number> {
  const deleted = await sql`
    delete from attachments where id = any(array(
      select id from attachments a where expires_at < now()
        and not exists (select 1 from message_attachments l where l.attachment_id = a.id)
        and not exists (select 1 from project_attachments l where l.attachment_id = a.id)
        and not exists (select 1 from share_files f where f.attachment_id = a.id)
      limit ${limit} for update skip locked
    ))`;
  return deleted.count;
}
