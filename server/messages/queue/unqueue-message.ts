import { eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { queuedMessages } from "../../db/schema/threads.ts";
import { lockQueued, type QueuedOfUser } from "./lock-queued.ts";
import type { QueueOfThread } from "./send-queued-now.ts";
import { tellQueue } from "./tell-queue.ts";

/**
 * Takes a waiting message back: it is never sent.
 *
 * @throws RequestError `not_found` for one that never waited, `conflict` for one that is sent or
 *   taken back already
 */
export function unqueueMessage(db: Database, of: QueuedOfUser): Promise<QueueOfThread> {
  return db.transaction(async (tx) => {
    const { thread } = await lockQueued(tx, of);
    await tx
      .update(queuedMessages)
      .set({ removedAt: sql`now()`, text: "" })
      .where(eq(queuedMessages.id, of.id));
    const queue = await tellQueue(tx, { threadId: thread.id, userId: of.userId });
    return { threadId: thread.id, queue };
  });
}
