import { asc, type SQL } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";

/**
 * Locks files until the transaction ends, always in the same order to avoid deadlocks. Only
 * statements after the lock see the final list of messages that use the files: the one that waits
 * for it still has its old snapshot.
 */
export async function lockFiles(tx: Transaction, which: SQL): Promise<void> {
  await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(which)
    .orderBy(asc(attachments.id))
    .for("update");
}
