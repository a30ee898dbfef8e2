import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/**
 * Empties a user's trash: its threads are out of reach at once, and the next clean-up deletes them.
 * The trash may have thousands, with more messages than one transaction should delete.
 */
export async function emptyTrash(db: Database, userId: string): Promise<void> {
  await db
    .update(threads)
    .set({ trashedAt: sql`'epoch'` })
    .where(and(eq(threads.userId, userId), isNotNull(threads.trashedAt)));
}
