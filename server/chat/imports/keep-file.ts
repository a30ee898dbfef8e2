import { eq, sql } from "drizzle-orm";
import type { ImportProblem } from "../../../shared/import.ts";
import { attachmentPartBytes, maxFileNameLength } from "../../../shared/limits.ts";
import { attachmentParts, attachments } from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import { requireStorage, unsentHours } from "../attachments/create-attachment.ts";
import { type ProcessDeps, processAttachment } from "../attachments/process-attachment.ts";
import { mostFileBytes } from "./file-limits.ts";

/** A file of an import, with its bytes. */
export interface FileToKeep {
  /** Its future id. */
  id: string;
  userId: string;
  workflowId: string;
  name: string;
  mimeType: string;
  bytes: Uint8Array;
}

/**
 * Stores a file of an import as an attachment, and reads it as uploads are read. One that cannot be
 * used, or has no room, is not kept.
 *
 * @returns null if it is kept, or why not
 */
export async function keepFile(
  deps: ProcessDeps & { storageBytes: number },
  { id, userId, workflowId, name, mimeType, bytes }: FileToKeep,
  signal: AbortSignal,
): Promise<ImportProblem | null> {
  const { db, storageBytes } = deps;
  const size = bytes.length;
  if (size === 0 || size > mostFileBytes) return "files_unusable";
  try {
    await db.transaction(async (tx) => {
      await requireStorage(tx, { account: userId, size, storageBytes });
      const kind = mimeType.startsWith("image/") ? "image" : "file";
      const made = await tx
        .insert(attachments)
        .values({
          id,
          userId,
          workflowId,
          kind,
          name: name.slice(0, maxFileNameLength).toWellFormed(),
          mimeType: mimeType.slice(0, 100),
          size,
          receivedBytes: size,
          status: "processing",
          // Until it is attached: a lost or cancelled import leaves no file behind.
          expiresAt: sql`now() + ${unsentHours} * interval '1 hour'`,
        })
        .onConflictDoNothing()
        .returning({ id: attachments.id });
      // A lost try of the job has stored it.
      if (made.length === 0) return;
      for (let position = 0; position * attachmentPartBytes < size; position++) {
        const begin = position * attachmentPartBytes;
        const part = bytes.slice(begin, begin + attachmentPartBytes);
        await tx.insert(attachmentParts).values({ attachmentId: id, position, bytes: part });
      }
    });
  } catch (error) {
    if (error instanceof RequestError && error.code === "storage_full") return "storage_full";
    throw error;
  }
  try {
    await processAttachment(deps, { attachmentId: id, lane: "longest" }, { last: true, signal });
  } catch {
    // It has been logged, and the file refused. The chat does without it.
    signal.throwIfAborted();
  }
  const [read] = await db
    .select({ status: attachments.status, owner: attachments.userId })
    .from(attachments)
    .where(eq(attachments.id, id));
  if (read?.status === "ready" && read.owner === userId) return null;
  if (read?.owner === userId) await db.delete(attachments).where(eq(attachments.id, id));
  return "files_unusable";
}
