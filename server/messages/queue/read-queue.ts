import { and, asc, eq, isNull } from "drizzle-orm";
import type { QueuedMessage } from "../../../shared/queued-message.ts";
import type { Executor } from "../../db/client.ts";
import { queuedMessages } from "../../db/schema/threads.ts";

/** The messages that wait in a thread, the next one first. The caller has checked whose it is. */
export async function readQueue(executor: Executor, threadId: string): Promise<QueuedMessage[]> {
  const { id, text, urgent, createdAt } = queuedMessages;
  const rows = await executor
    .select({ id, text, urgent, createdAt })
    .from(queuedMessages)
    .where(and(eq(queuedMessages.threadId, threadId), isNull(queuedMessages.removedAt)))
    .orderBy(asc(queuedMessages.position));
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}
