import { eq } from "drizzle-orm";
import type { Upload } from "../../../shared/attachment.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import type { Database } from "../../platform/db/client.ts";
import { attachmentParts, attachments } from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import type { ChatJobs } from "../chat-queues.ts";
import { type AttachmentOfUser, lockAttachment } from "./find-attachment.ts";
import { isPlainText, queueReading } from "./queue-reading.ts";

/** A part of a file, with its position from 0. */
export interface ReceivedPart {
  position: number;
  bytes: Uint8Array;
}

/** Dependencies of receiving. */
export interface ReceiveDeps {
  db: Database;
  jobs: ChatJobs;
  /** Called once a file is complete: queue positions that it moves back behind other addresses. */
  placesBehind: () => number;
}

/**
 * Stores the next part of a file. The last one queues the job that reads it. A part that is already
 * stored is not stored again, so an interrupted upload can continue on any node.
 *
 * @throws RequestError `not_found`; `conflict` for a part whose predecessor is missing;
 *   `invalid_input` for one of the wrong length
 */
export function receivePart(
  { db, jobs, placesBehind }: ReceiveDeps,
  of: AttachmentOfUser,
  { position, bytes }: ReceivedPart,
): Promise<Upload> {
  return db.transaction(async (tx) => {
    const upload = await lockAttachment(tx, of);
    const { id, size, receivedBytes } = upload;
    const begin = position * attachmentPartBytes;
    if (begin < receivedBytes) return upload;
    if (begin > receivedBytes || begin >= size)
      throw new RequestError("conflict", `The next part begins at byte ${receivedBytes}.`);
    const length = Math.min(attachmentPartBytes, size - begin);
    if (bytes.length !== length)
      throw new RequestError("invalid_input", `This part has ${length} bytes.`);
    await tx.insert(attachmentParts).values({ attachmentId: id, position, bytes });
    const isWhole = begin + length === size;
    const change = {
      receivedBytes: begin + length,
      ...(isWhole ? { status: "processing" as const } : {}),
    };
    await tx.update(attachments).set(change).where(eq(attachments.id, id));
    if (isWhole) {
      const isPlain = position === 0 && isPlainText(bytes);
      await queueReading({ tx, jobs }, of, { isPlain, placesBehind: placesBehind() });
    }
    return { ...upload, ...change };
  });
}
