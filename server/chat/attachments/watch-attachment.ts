import type { Upload } from "../../../shared/attachment.ts";
import type { Database } from "../../platform/db/client.ts";
import type { Waits } from "../../platform/streams/waits.ts";
import { type AttachmentOfUser, findAttachment } from "./find-attachment.ts";

/** Dependencies of watching. */
export interface WatchAttachmentDeps {
  db: Database;
  attachmentWaits: Waits;
}

/**
 * Yields a file's current state, and again when it is ready or refused.
 *
 * @throws RequestError `not_found`, also when it is deleted meanwhile
 */
export async function* watchAttachment(
  { db, attachmentWaits }: WatchAttachmentDeps,
  of: AttachmentOfUser,
  signal: AbortSignal,
): AsyncGenerator<{ cursor: string; event: Upload }, void, undefined> {
  let told = "";
  while (!signal.aborted) {
    // Subscribe before reading, so that no change is missed in between.
    const listening = new AbortController();
    const heard = attachmentWaits.next(
      of.attachmentId,
      AbortSignal.any([signal, listening.signal]),
    );
    try {
      const upload = await findAttachment(db, of);
      const cursor = `${upload.status}-${upload.receivedBytes}`;
      if (cursor !== told) yield { cursor, event: upload };
      told = cursor;
      if (upload.status === "ready" || upload.status === "refused") return;
      await heard;
    } finally {
      listening.abort();
    }
  }
}
