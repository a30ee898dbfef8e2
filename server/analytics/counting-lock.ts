import { sql } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";

/** Advisory lock for changing existing events and figures, as counting does. */
export const countingLock = 0x63_6b_61_6e;

/**
 * Waits until no node is counting, and holds the lock until the transaction ends. Counting updates
 * the rows of many users, so deleting or moving a user's rows at the same time could deadlock.
 */
export async function holdCounting(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${countingLock})`);
}
