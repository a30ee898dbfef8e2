import { eq } from "drizzle-orm";
import type { Upload } from "../../../shared/attachment.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import type { Database } from "../../platform/db/client.ts";
import { attachmentParts, attachments } from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import type { ChatJobs } from "../chat-queues.ts";
import { type AttachmentOfUser, lockAttachment } from "./find-attachment.ts";
import { isPlainText, queueReading } from "./queue-reading.ts";

/** A part of a file, with its place among the others, from 0. */
export interface ReceivedPart {
  position: number;
  bytes: Uint8Array;
}

/** What receiving needs of the server. */
export interface ReceiveDeps {
  db: Database;
  jobs: ChatJobs;
  /** Asked once a file is whole: how many places it goes behind those of other addresses. */
  placesBehind: () => number;
}

/**
 * Stores the next part of a file. With the last one a job begins to read it. A part that is here
 * already is not stored again, so an upload that broke off goes on where it was, on any node.
 *
 * @throws RequestError `not_found`; `conflict` for a part whose predecessor is missing; `invalid_input`
 *   for one of another length than it has to have
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
