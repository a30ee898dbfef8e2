import { sql } from "drizzle-orm";
import type { Transaction } from "../platform/db/client.ts";

/** Of the one who changes events and figures that are there, as counting does. */
export const countingLock = 0x63_6b_61_6e;

/**
 * Waits until nobody counts, and keeps it so until the end of the transaction: counting changes
 * rows of many users, and whoever deletes or moves a user's would wait for it in a circle.
 */
export async function holdCounting(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${countingLock})`);
}
