import { eq } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
import { users } from "../platform/db/schema/users.ts";
import { holdCounting } from "./counting-lock.ts";
import { forgetEvents } from "./forget-events.ts";

/**
 * Turns analytics for a user off or on again. Turning them off also deletes the user's existing
 * data.
 */
export function setOptOut(
  db: Database,
  { userId, optOut }: { userId: string; optOut: boolean },
): Promise<void> {
  return db.transaction(async (tx) => {
    // Take the counting lock before the user's row: counting locks users' rows too.
    await holdCounting(tx);
    // The lock waits for transactions that are recording this user's events, so that those get
    // deleted too.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    await tx.update(users).set({ analyticsOptOut: optOut }).where(eq(users.id, userId));
    if (optOut) await forgetEvents(tx, [userId]);
  });
}
