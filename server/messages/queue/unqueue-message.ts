import { eq, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { queuedMessages } from "../../db/schema/threads.ts";
import { RequestError } from "../../errors.ts";
import { lockQueued, type QueuedOfUser } from "./lock-queued.ts";
import { readQueue } from "./read-queue.ts";
import type { QueueOfThread } from "./send-queued-now.ts";
import { tellQueue } from "./tell-queue.ts";

/**
 * Takes a waiting message back: it is never sent. Repeating the call changes nothing.
 *
 * @throws RequestError `not_found` for one that never waited, `conflict` for one that is sent
 */
export function unqueueMessage(db: Database, of: QueuedOfUser): Promise<QueueOfThread> {
  return db.transaction(async (tx) => {
    const queued = await lockQueued(tx, of);
    if (queued.state === "sent") throw new RequestError("conflict", "This message has been sent.");
    const threadId = queued.thread.id;
    if (queued.state === "removed") return { threadId, queue: await readQueue(tx, threadId) };
    await tx
      .update(queuedMessages)
      .set({ removedAt: sql`now()`, text: "" })
      .where(eq(queuedMessages.id, of.id));
    return { threadId, queue: await tellQueue(tx, { threadId, userId: of.userId }) };
  });
}
