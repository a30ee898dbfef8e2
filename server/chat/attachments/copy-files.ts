import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import {
  attachmentParts,
  attachmentPictures,
  attachments,
} from "../../platform/db/schema/attachments.ts";
import { countedBytes, requireStorage } from "./create-attachment.ts";

/** A file to copy. */
export interface FileCopy {
  /** The id of a file that is ready. */
  from: string;
  /** The id of the copy. */
  to: string;
  /** In bytes. */
  size: number;
}

/** Files to copy, and the user who gets the copies. */
export interface FileCopies {
  files: readonly FileCopy[];
  userId: string;
  workflowId: string;
  /** Storage limit of the account in bytes. */
  storageBytes: number;
}

/** Bytes that one statement copies: a second of work, far from the timeout of statements. */
const bytesAtOnce = 64 * 1024 * 1024;

/**
 * Copies files, with what was extracted from them. Leaves out those that are gone. The caller has
 * checked that the user may read them, and attaches the copies to messages.
 *
 * @throws RequestError `storage_full` if not all of them fit
 */
export async function copyFiles(
  tx: Transaction,
  { files, userId, workflowId, storageBytes }: FileCopies,
): Promise<void> {
  if (files.length === 0) return;
  const size = files.reduce((sum, file) => sum + countedBytes(file.size), 0);
  await requireStorage(tx, { account: userId, size, storageBytes });
  for (const group of groupsOf(files)) {
    await tx.execute(sql`
      insert into ${attachments} (id, user_id, workflow_id, kind, name, mime_type, size, received_bytes, status, width, height, text, is_cut)
      select copy."to", ${userId}, ${workflowId}, kind, name, mime_type, size, received_bytes, status, width, height, text, is_cut
      from ${attachments} a join ${copiesOf(group)} on copy."from" = a.id`);
    const isThere = sql`join ${attachments} a on a.id = copy."to"`;
    await tx.execute(sql`
      insert into ${attachmentParts} (attachment_id, position, bytes)
      select copy."to", p.position, p.bytes
      from ${copiesOf(group)} ${isThere} join ${attachmentParts} p on p.attachment_id = copy."from"`);
    await tx.execute(sql`
      insert into ${attachmentPictures} (attachment_id, purpose, mime_type, bytes)
      select copy."to", p.purpose, p.mime_type, p.bytes
      from ${copiesOf(group)} ${isThere} join ${attachmentPictures} p on p.attachment_id = copy."from"`);
  }
}

/** Files with `bytesAtOnce` at most in each group; a larger file alone. */
function groupsOf(files: readonly FileCopy[]): FileCopy[][] {
  const groups: FileCopy[][] = [];
  let room = 0;
  for (const file of files) {
    room -= file.size;
    const group = groups.at(-1);
    if (group && room >= 0) {
      group.push(file);
      continue;
    }
    groups.push([file]);
    room = bytesAtOnce - file.size;
  }
  return groups;
}

function copiesOf(files: readonly FileCopy[]): SQL {
  const rows = JSON.stringify(files.map(({ from, to }) => ({ from, to })));
  return sql`jsonb_to_recordset(${rows}::jsonb) as copy("from" text, "to" text)`;
}
