import { sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Transaction } from "../../platform/db/client.ts";
import {
  attachmentParts,
  attachmentPictures,
  attachments,
} from "../../platform/db/schema/attachments.ts";
import { requireStorage } from "./create-attachment.ts";

/** A file to copy, and the user who gets the copy. */
export interface FileCopy {
  /** The id of a file that is ready. */
  from: string;
  userId: string;
  workflowId: string;
  /** Storage limit of the account in bytes. */
  storageBytes: number;
}

/**
 * Copies a file, with what was extracted from it. The caller has checked that the user may read it,
 * and attaches the copy to a message.
 *
 * @returns the id of the copy
 * @throws RequestError `storage_full`
 */
export async function copyFile(
  tx: Transaction,
  { from, userId, workflowId, storageBytes }: FileCopy,
): Promise<string> {
  const id = newId("attachment");
  const [row] = await tx.execute<{ size: number }>(
    sql`select size from ${attachments} where id = ${from}`,
  );
  await requireStorage(tx, { account: userId, size: row?.size ?? 0, storageBytes });
  await tx.execute(sql`
    insert into ${attachments} (id, user_id, workflow_id, kind, name, mime_type, size, received_bytes, status, width, height, text, is_cut)
    select ${id}, ${userId}, ${workflowId}, kind, name, mime_type, size, received_bytes, status, width, height, text, is_cut
    from ${attachments} where id = ${from}`);
  await tx.execute(sql`
    insert into ${attachmentParts} (attachment_id, position, bytes)
    select ${id}, position, bytes from ${attachmentParts} where attachment_id = ${from}`);
  await tx.execute(sql`
    insert into ${attachmentPictures} (attachment_id, purpose, mime_type, bytes)
    select ${id}, purpose, mime_type, bytes from ${attachmentPictures} where attachment_id = ${from}`);
  return id;
}
