import { and, eq, inArray, sql } from "drizzle-orm";
import type { Attachment } from "../../../shared/attachment.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { isUniqueViolation, notFound, RequestError } from "../../platform/errors.ts";
import type { LockedThread } from "../threads/lock-thread.ts";
import { expireUnused } from "./expire-unused.ts";
import { lockFiles } from "./lock-files.ts";
import { readUploadPolicy } from "./upload-policy.ts";
import { attachmentsOf, toAttachment, uploadColumns } from "./upload-view.ts";

/** The files to attach to a message in a locked thread. */
export interface FilesOfMessage {
  thread: LockedThread;
  messageId: string;
  attachmentIds: readonly string[];
  /** The files of the version that the message replaces; omitted for a new message. */
  replaced?: readonly Attachment[] | undefined;
}

/** A sent or queued message of a locked thread. */
interface MessageOfThread {
  id: string;
  threadId: string;
}

/**
 * Attaches files to a message, in this order. Those of the version it replaces may stay, whatever
 * the workflow allows by now.
 *
 * @throws RequestError `not_found` for a file that is missing, another user's or another
 *   workflow's; `conflict` for one that is not ready, or when another message with this id has
 *   files; `forbidden` where files are not allowed; `invalid_input` for too many
 */
export async function attachFiles(
  tx: Transaction,
  { thread, messageId, attachmentIds, replaced = [] }: FilesOfMessage,
): Promise<Attachment[]> {
  if (attachmentIds.length === 0) return [];
  const { id: threadId, userId, workflowId } = thread;
  const kept = new Set(replaced.map(({ id }) => id));
  if (!attachmentIds.every((id) => kept.has(id))) await requireRoom(tx, thread, attachmentIds);
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
      throw new RequestError("conflict", "A file is not ready, or was rejected.");
    return toAttachment(upload);
  });
  await link(
    tx,
    ids.map((attachmentId, position) => ({ messageId, position, attachmentId, threadId })),
  );
  return files;
}

/** @throws RequestError when the workflow allows no files, or not so many */
async function requireRoom(
  tx: Transaction,
  thread: LockedThread,
  { length }: readonly string[],
): Promise<void> {
  const policy = await readUploadPolicy(tx, thread);
  if (!policy.enabled) throw new RequestError("forbidden", "Files cannot be attached here.");
  if (length > policy.maxFiles)
    throw new RequestError("invalid_input", `A message can have at most ${policy.maxFiles} files.`);
}

async function link(
  tx: Transaction,
  rows: readonly (typeof messageAttachments.$inferInsert)[],
): Promise<void> {
  try {
    await tx.insert(messageAttachments).values([...rows]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This message id is already in use.", { cause: error });
  }
}

/** Detaches the files of a message that is taken back, so that its author can send them again. */
export async function detachFiles(
  tx: Transaction,
  { id, threadId }: MessageOfThread,
): Promise<void> {
  const isIts = and(
    eq(messageAttachments.messageId, id),
    eq(messageAttachments.threadId, threadId),
  );
  const detached = await tx
    .delete(messageAttachments)
    .where(isIts)
    .returning({ id: messageAttachments.attachmentId });
  await expireUnused(tx, detached);
}

/** The files of a message, in order. */
export async function readFilesOf(
  tx: Transaction,
  { id, threadId }: MessageOfThread,
): Promise<Attachment[]> {
  const files = attachmentsOf({ id: sql`${id}`, threadId: sql`${threadId}` });
  const [row] = await tx.execute<{ files: Attachment[] | null }>(sql`select ${files} as files`);
  return row?.files ?? [];
}

/** Whether a message has exactly these files, as far as known. */
export function hasFiles(
  { attachments: files = [] }: { attachments?: readonly Attachment[] | undefined },
  attachmentIds: readonly string[] = [],
): boolean {
  return (
    files.length === attachmentIds.length && files.every(({ id }, i) => id === attachmentIds[i])
  );
}
