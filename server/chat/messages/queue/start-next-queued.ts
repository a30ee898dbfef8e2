import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { FinalStatus } from "../../../../shared/generation-status.ts";
import { detachFiles, readFilesOf } from "../../attachments/attach-files.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { queuedMessages } from "../../../platform/db/schema/threads.ts";
import { users } from "../../../platform/db/schema/users.ts";
import { RequestError } from "../../../platform/errors.ts";
import type { LockedThread } from "../../threads/lock-thread.ts";
import { hasModel } from "../../threads/pick-model.ts";
import { startMessage } from "../start-reply.ts";
import type { Starting } from "../start-transaction.ts";
import { tellQueue } from "./tell-queue.ts";

/** A reply that has ended, in a locked thread. */
export interface EndedReply {
  thread: LockedThread;
  userId: string;
  /** The reply's message. */
  replyId: string;
  status: FinalStatus;
}

type QueuedRow = typeof queuedMessages.$inferSelect;

/**
 * Sends the next queued message when a reply has ended: after a complete reply the next one, after
 * any other only an urgent one. After a stop or a failure, the user decides.
 */
export async function startNextQueued(
  tx: Transaction,
  starting: Starting,
  { thread, userId, replyId, status }: EndedReply,
): Promise<void> {
  const waiting = await readWaiting(tx, replyId);
  if (waiting.length === 0 || !thread.isOpen || (await isDisabled(tx, userId))) return;
  // The messages stay in the queue, where the user can send them with another model.
  if (!hasModel(starting, thread)) return;
  let hasChanged = false;
  for (const next of waiting) {
    if (status !== "completed" && !next.urgent) break;
    hasChanged = true;
    if (await startQueued(tx, starting, { thread, next, userId })) break;
  }
  if (hasChanged) await tellQueue(tx, { threadId: thread.id, userId });
}

/**
 * Sends the first message that a reply held back. Returns the id of the reply to it; null when none
 * could be sent.
 */
export async function resumeQueue(
  tx: Transaction,
  starting: Starting,
  { thread, userId, afterId }: { thread: LockedThread; userId: string; afterId: string },
): Promise<string | null> {
  for (const next of await readWaiting(tx, afterId))
    if (await startQueued(tx, starting, { thread, next, userId })) return next.replyId;
  return null;
}

function readWaiting(tx: Transaction, replyId: string): Promise<QueuedRow[]> {
  return tx
    .select()
    .from(queuedMessages)
    .where(and(eq(queuedMessages.afterId, replyId), isNull(queuedMessages.removedAt)))
    .orderBy(asc(queuedMessages.position));
}

/** Disabled accounts and their programs' users send nothing more. */
async function isDisabled(tx: Transaction, userId: string): Promise<boolean> {
  const owner = alias(users, "owner");
  const [user] = await tx
    .select({ disabledAt: users.disabledAt, ownerDisabledAt: owner.disabledAt })
    .from(users)
    .leftJoin(owner, eq(owner.id, users.ownerId))
    .where(eq(users.id, userId));
  return !user || user.disabledAt !== null || user.ownerDisabledAt !== null;
}

/**
 * Turns a queued message into one of the thread's. False when one of its ids has been taken
 * meanwhile: then it is dropped, because it must not keep the reply before it from ending.
 */
export async function startQueued(
  tx: Transaction,
  starting: Starting,
  { thread, next, userId }: { thread: LockedThread; next: QueuedRow; userId: string },
): Promise<boolean> {
  const { id, replyId, afterId, text } = next;
  const attachments = await readFilesOf(tx, { id, threadId: thread.id });
  await tx.delete(queuedMessages).where(eq(queuedMessages.id, id));
  const message = { thread, userId, id, replyId, text, attachments, parentId: afterId };
  const answerBy = next.answerBy ?? undefined;
  const start = (by: typeof answerBy) =>
    tx.transaction((inner) =>
      startMessage(inner, starting, { ...message, answerBy: by, follows: "fromEnd" }),
    );
  try {
    // The assistant or model that was asked may be gone by now: then the thread's assistant answers.
    await start(answerBy).catch((error: unknown) => {
      if (!answerBy || !isRefused(error, "model_unavailable")) throw error;
      return start(undefined);
    });
    return true;
  } catch (error) {
    if (!isRefused(error, "conflict")) throw error;
    starting.log.warn(
      { messageId: id, threadId: thread.id },
      "queued message dropped: an id is taken",
    );
    await detachFiles(tx, { id, threadId: thread.id });
    return false;
  }
}

function isRefused(error: unknown, code: RequestError["code"]): boolean {
  return error instanceof RequestError && error.code === code;
}
