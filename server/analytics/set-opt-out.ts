import { eq } from "drizzle-orm";
import type { Database } from "../db/client.ts";
import { users } from "../db/schema/users.ts";
import { forgetEvents } from "./forget-events.ts";

/**
 * Says whether a user's doings go into the analytics from now on. Opting out also deletes what is kept of them.
 */
export function setOptOut(
  db: Database,
  { userId, optOut }: { userId: string; optOut: boolean },
): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.update(users).set({ analyticsOptOut: optOut }).where(eq(users.id, userId));
    if (optOut) await forgetEvents(tx, userId);
  });
}
