import { and, eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { attachmentPictures } from "../../platform/db/schema/attachments.ts";
import { notFound } from "../../platform/errors.ts";

/** The preview of an image. */
export interface Preview {
  mimeType: string;
  bytes: Uint8Array;
}

/**
 * Reads the preview shown in a thread. The caller has checked the owner.
 *
 * @throws RequestError `not_found` for a file that is not an image or has not been read yet
 */
export async function readPreview(db: Database, attachmentId: string): Promise<Preview> {
  const [picture] = await db
    .select({ mimeType: attachmentPictures.mimeType, bytes: attachmentPictures.bytes })
    .from(attachmentPictures)
    .where(
      and(
        eq(attachmentPictures.attachmentId, attachmentId),
        eq(attachmentPictures.purpose, "preview"),
      ),
    );
  if (!picture) throw notFound("attachment");
  return picture;
}
