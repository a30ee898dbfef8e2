import { asc, type SQL } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments } from "../../platform/db/schema/attachments.ts";

/**
 * Locks files until the transaction ends, always in the same order, so that nobody waits in a circle.
 * What a later statement then sees of the messages that have them is how it stays: one that waits
 * for the lock itself would go on with what it saw before.
 */
export async function lockFiles(tx: Transaction, which: SQL): Promise<void> {
  await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(which)
    .orderBy(asc(attachments.id))
    .for("update");
}
