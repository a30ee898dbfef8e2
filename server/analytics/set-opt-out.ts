import { eq } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
import { users } from "../platform/db/schema/users.ts";
import { holdCounting } from "./counting-lock.ts";
import { forgetEvents } from "./forget-events.ts";

/**
 * Says whether a user's doings go into the analytics from now on. Opting out also deletes what is kept of them.
 */
export function setOptOut(
  db: Database,
  { userId, optOut }: { userId: string; optOut: boolean },
): Promise<void> {
  return db.transaction(async (tx) => {
    // Counting holds users' rows, so it is waited for before one is held here.
    await holdCounting(tx);
    // Until everything of theirs that is being written has been, so that it is there to be deleted.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
    await tx.update(users).set({ analyticsOptOut: optOut }).where(eq(users.id, userId));
    if (optOut) await forgetEvents(tx, [userId]);
  });
}
