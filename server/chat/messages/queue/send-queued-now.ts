import { and, eq, min } from "drizzle-orm";
import { isLive } from "../../../../shared/generation-status.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { queuedMessages } from "../../../platform/db/schema/threads.ts";
import { RequestError } from "../../../platform/errors.ts";
import { type StartDeps, startTransaction } from "../start-transaction.ts";
import { findBranchEnd } from "./find-branch-end.ts";
import { lockQueued, type QueuedOfUser } from "./lock-queued.ts";
import { type QueueOfThread, readQueueNow } from "./read-queue.ts";
import { startQueued } from "./start-next-queued.ts";
import { tellQueue } from "./tell-queue.ts";

/** Dependencies of sending. */
export interface SendNowDeps extends StartDeps {
  /** Stops the reply that the message waits for. */
  stopReply: (of: { generationId: string; userId: string }) => Promise<unknown>;
}

/**
 * Sends a queued message before all others: at once if the reply before it has ended, otherwise by
 * stopping that reply. Idempotent, even once it is sent.
 *
 * @throws RequestError `not_found` for one that was never queued, `conflict` for one that was
 *   removed
 */
export async function sendQueuedNow(deps: SendNowDeps, of: QueuedOfUser): Promise<QueueOfThread> {
  const { userId } = of;
  const { stop, ...answer } = await startTransaction(deps, async (tx, starting) => {
    const queued = await lockQueued(tx, of);
    if (queued.state === "removed")
      throw new RequestError("conflict", "This message was removed from the queue.");
    if (queued.state === "sent") {
      const { threadId } = queued;
      return { ...(await readQueueNow(tx, { threadId, userId })), stop: undefined };
    }
    const { thread, row } = queued;
    const end = await findBranchEnd(tx, { threadId: thread.id, replyId: row.afterId });
    const live = end && isLive(end) ? end : null;
    if (live) await putFirst(tx, row);
    else if (!(await startQueued(tx, starting, { thread, next: row, userId })))
      throw new RequestError("conflict", "One of the message's ids is already in use.");
    const place = { threadId: thread.id, userId };
    await tellQueue(tx, place);
    return { ...(await readQueueNow(tx, place)), stop: live?.generationId };
  });
  if (stop !== undefined) await deps.stopReply({ generationId: stop, userId });
  return answer;
}

async function putFirst(tx: Transaction, row: typeof queuedMessages.$inferSelect): Promise<void> {
  const [first] = await tx
    .select({ position: min(queuedMessages.position) })
    .from(queuedMessages)
    .where(eq(queuedMessages.threadId, row.threadId));
  await tx
    .update(queuedMessages)
    .set({ urgent: true, position: (first?.position ?? 0) - 1 })
    .where(and(eq(queuedMessages.id, row.id), eq(queuedMessages.urgent, false)));
}
