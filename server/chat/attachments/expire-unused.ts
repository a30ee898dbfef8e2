import { and, inArray, sql, type SQL } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import {
  attachments,
  messageAttachments,
  projectAttachments,
} from "../../platform/db/schema/attachments.ts";
import { unsentHours } from "./create-attachment.ts";
import { lockFiles } from "./lock-files.ts";

/** SQL condition on `attachments`: no message and no project has the file. */
export const isUnused: SQL = sql`not exists (
  select 1 from ${messageAttachments} l where l.attachment_id = ${attachments.id}
) and not exists (
  select 1 from ${projectAttachments} l where l.attachment_id = ${attachments.id}
)`;

/** Lets those of these files expire that nothing uses any more. */
export async function expireUnused(
  tx: Transaction,
  files: readonly { id: string }[],
): Promise<void> {
  if (files.length === 0) return;
  const are = inArray(
    attachments.id,
    files.map(({ id }) => id),
  );
  await lockFiles(tx, are);
  await tx
    .update(attachments)
    .set({ expiresAt: sql`now() + ${unsentHours} * interval '1 hour'` })
    .where(and(are, isUnused));
}
