import { and, eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { attachmentPictures } from "../../platform/db/schema/attachments.ts";
import { notFound } from "../../platform/errors.ts";

/** A small picture of an image. */
export interface Preview {
  mimeType: string;
  bytes: Uint8Array;
}

/**
 * The picture that people see of an image in the conversation. The caller has checked whose it is.
 *
 * @throws RequestError `not_found` for what is no image, or not read yet
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
