import { and, inArray, not, sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";
import { unsentHours } from "./create-attachment.ts";
import { isUsed } from "./files-in-use.ts";
import { lockFiles } from "./lock-files.ts";

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
    .where(and(are, not(isUsed())));
}
