import { eq, sql } from "drizzle-orm";
import type { Upload } from "../../shared/attachment.ts";
import { megabyte } from "../../shared/limits.ts";
import type { CreateAttachment } from "../../shared/requests.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Database, Transaction } from "../db/client.ts";
import { attachments } from "../db/schema/attachments.ts";
import { RequestError, theRow } from "../errors.ts";
import { requireUsableWorkflow } from "../workflows/find-workflow.ts";
import { readUploadPolicy } from "./upload-policy.ts";
import { uploadColumns } from "./upload-view.ts";

/** For how long a file is kept that no message has, in hours: a draft of yesterday still has it. */
export const unsentHours = 48;

/** What announcing a file needs of the server. */
export interface CreateAttachmentDeps {
  db: Database;
  defaultWorkflowId: string;
  /** Most that the files of one user may take up, in bytes. */
  storageBytes: number;
}

/**
 * Announces a file; its parts follow. Repeating the call answers with how far it is.
 *
 * @throws RequestError `not_found` for a workflow that the user may not begin anything with; `forbidden` where no files
 *   may be attached; `too_large`; `storage_full`; `conflict` when the id was used for something else
 */
export async function createAttachment(
  { db, defaultWorkflowId, storageBytes }: CreateAttachmentDeps,
  { userId, chatSession }: Pick<Viewer, "userId" | "chatSession">,
  { id, name, mimeType, size, workflowId = defaultWorkflowId }: CreateAttachment,
): Promise<Upload> {
  // A chat session has let its user in, and reaches its own workflow alone.
  if (!chatSession) await requireUsableWorkflow(db, { id: workflowId, userId });
  const policy = await readUploadPolicy(db, { workflowId, chatSessionId: chatSession?.id ?? null });
  if (!policy.enabled) throw new RequestError("forbidden", "No files may be attached here.");
  if (size > policy.maxFileSize * megabyte)
    throw new RequestError("too_large", `Files may have ${policy.maxFileSize} MB at most.`);
  const kind = mimeType.startsWith("image/") ? "image" : "file";
  return db.transaction(async (tx) => {
    const [earlier] = await tx
      .select({ ...uploadColumns, userId: attachments.userId })
      .from(attachments)
      .where(eq(attachments.id, id));
    if (earlier) return sameAsBefore(earlier, { userId, size });
    const used = await readUsedBytes(tx, userId);
    if (used + size > storageBytes)
      throw new RequestError("storage_full", "Your files take up as much as they may.");
    const expiresAt = sql`now() + ${unsentHours} * interval '1 hour'`;
    const made = await tx
      .insert(attachments)
      .values({ id, userId, workflowId, kind, name, mimeType, size, expiresAt })
      .onConflictDoNothing()
      .returning(uploadColumns);
    if (made.length === 0) throw usedForAnother();
    return theRow(made);
  });
}

/** Bytes of all files of a user, whole or announced. */
async function readUsedBytes(tx: Transaction, userId: string): Promise<number> {
  const [row] = await tx
    .select({ bytes: sql<string>`coalesce(sum(${attachments.size}), 0)` })
    .from(attachments)
    .where(eq(attachments.userId, userId));
  return Number(row?.bytes ?? 0);
}

function sameAsBefore(
  { userId, ...upload }: Upload & { userId: string },
  asked: { userId: string; size: number },
): Upload {
  if (userId !== asked.userId || upload.size !== asked.size) throw usedForAnother();
  return upload;
}

function usedForAnother(): RequestError {
  return new RequestError("conflict", "This attachment id was used for another file.");
}
