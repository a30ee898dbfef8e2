import { and, eq, inArray, sql } from "drizzle-orm";
import type { Attachment } from "../../shared/attachment.ts";
import type { Transaction } from "../db/client.ts";
import { attachments, messageAttachments } from "../db/schema/attachments.ts";
import { notFound, RequestError } from "../errors.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import { unsentHours } from "./create-attachment.ts";
import { lockFiles } from "./lock-files.ts";
import { readUploadPolicy } from "./upload-policy.ts";
import { attachmentsOf, toAttachment, uploadColumns } from "./upload-view.ts";

/** Which files a message in a locked thread is to have. */
export interface FilesOfMessage {
  thread: LockedThread;
  messageId: string;
  attachmentIds: readonly string[];
}

/**
 * Gives a message its files, in this order.
 *
 * @throws RequestError `not_found` for one that is missing, somebody else's or another workflow's; `conflict`
 *   for one that is not ready; `forbidden` where no files may be attached; `invalid_input` for too many
 */
export async function attachFiles(
  tx: Transaction,
  { thread, messageId, attachmentIds }: FilesOfMessage,
): Promise<Attachment[]> {
  if (attachmentIds.length === 0) return [];
  const { id: threadId, userId, workflowId } = thread;
  const policy = await readUploadPolicy(tx, thread);
  if (!policy.enabled) throw new RequestError("forbidden", "No files may be attached here.");
  if (attachmentIds.length > policy.maxFiles)
    throw new RequestError("invalid_input", `A message may have ${policy.maxFiles} files at most.`);
  const ids = [...attachmentIds];
  const isTheirs = sql`${eq(attachments.userId, userId)} and ${eq(attachments.workflowId, workflowId)}`;
  const theirs = sql`${inArray(attachments.id, ids)} and ${isTheirs}`;
  await lockFiles(tx, theirs);
  const rows = await tx
    .update(attachments)
    .set({ expiresAt: null })
    .where(theirs)
    .returning(uploadColumns);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const files = ids.map((id): Attachment => {
    const upload = byId.get(id);
    if (!upload) throw notFound("attachment");
    if (upload.status !== "ready")
      throw new RequestError("conflict", "A file has not been read yet, or was refused.");
    return toAttachment(upload);
  });
  await tx
    .insert(messageAttachments)
    .values(ids.map((attachmentId, position) => ({ messageId, position, attachmentId, threadId })));
  return files;
}

/** Gives a message that is taken back its files no more: they are its writer's to send again. */
export async function detachFiles(tx: Transaction, messageId: string): Promise<void> {
  const detached = await tx
    .delete(messageAttachments)
    .where(eq(messageAttachments.messageId, messageId))
    .returning({ id: messageAttachments.attachmentId });
  if (detached.length === 0) return;
  const ids = detached.map(({ id }) => id);
  await lockFiles(tx, inArray(attachments.id, ids));
  const isFree = sql`not exists (select 1 from ${messageAttachments} l where l.attachment_id = ${attachments.id})`;
  await tx
    .update(attachments)
    .set({ expiresAt: sql`now() + ${unsentHours} * interval '1 hour'` })
    .where(and(inArray(attachments.id, ids), isFree));
}

/** The files that a message has, in their order. */
export async function readFilesOf(tx: Transaction, messageId: string): Promise<Attachment[]> {
  const [row] = await tx.execute<{ files: Attachment[] | null }>(
    sql`select ${attachmentsOf(sql`${messageId}`)} as files`,
  );
  return row?.files ?? [];
}

/** Whether a message has just these files, as far as it is known. */
export function hasFiles(
  { attachments: files = [] }: { attachments?: readonly Attachment[] | undefined },
  attachmentIds: readonly string[] = [],
): boolean {
  return (
    files.length === attachmentIds.length && files.every(({ id }, i) => id === attachmentIds[i])
  );
}
