import { eq } from "drizzle-orm";
import type { Import } from "../../../shared/import.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import type { Database } from "../../platform/db/client.ts";
import { importParts, imports } from "../../platform/db/schema/imports.ts";
import { RequestError } from "../../platform/errors.ts";
import { tellOfAttachment } from "../attachments/tell-of-attachment.ts";
import type { ChatJobs } from "../chat-queues.ts";
import { type ImportOfUser, lockImport } from "./import-view.ts";

/**
 * Stores the next part of an import's file. The last one queues the job that imports it. A part that
 * is already stored is not stored again, so an interrupted upload can continue on any node.
 *
 * @throws RequestError `not_found`; `conflict` for a part whose predecessor is missing, and after a
 *   cancelled upload; `invalid_input` for one of the wrong length
 */
export function receiveImportPart(
  { db, jobs }: { db: Database; jobs: ChatJobs },
  of: ImportOfUser,
  { position, bytes }: { position: number; bytes: Uint8Array },
): Promise<Import> {
  return db.transaction(async (tx) => {
    const found = await lockImport(tx, of);
    const { id, size, receivedBytes, status } = found;
    const begin = position * attachmentPartBytes;
    if (begin < receivedBytes) return found;
    if (status !== "uploading" || begin > receivedBytes || begin >= size)
      throw new RequestError("conflict", `The next part begins at byte ${receivedBytes}.`);
    const length = Math.min(attachmentPartBytes, size - begin);
    if (bytes.length !== length)
      throw new RequestError("invalid_input", `This part has ${length} bytes.`);
    await tx.insert(importParts).values({ importId: id, position, bytes });
    const isWhole = begin + length === size;
    const change = {
      receivedBytes: begin + length,
      ...(isWhole ? { status: "queued" as const } : {}),
    };
    await tx.update(imports).set(change).where(eq(imports.id, id));
    if (isWhole) {
      await jobs.enqueue(tx, "import", { importId: id });
      await tellOfAttachment(tx, id);
    }
    return { ...found, ...change };
  });
}
