import { eq, max } from "drizzle-orm";
import { isLive } from "../../../../shared/generation-status.ts";
import { maxQueuedMessages, maxQueuedText } from "../../../../shared/limits.ts";
import type { QueueMessage, SayMessage } from "../../../../shared/requests.ts";
import { attachFiles, hasFiles, readFilesOf } from "../../attachments/attach-files.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { queuedMessages, threads } from "../../../platform/db/schema/threads.ts";
import { isUniqueViolation, notFound, RequestError } from "../../../platform/errors.ts";
import { readThread } from "../../threads/access.ts";
import { type LockedThread, lockOrCreateThread, lockThread } from "../../threads/lock-thread.ts";
import { choosesAnything, keepInference, withChoice } from "../../threads/set-inference.ts";
import { findEarlierSend, idsOf, usedForAnother } from "../find-earlier-send.ts";
import { readMessagesById } from "../message-view.ts";
import type { OfChatSession, SendDeps } from "../send-message.ts";
import { findAnswering } from "../answering.ts";
import { requireChoice } from "../../threads/pick-model.ts";
import { type SentMessage, startMessage } from "../start-reply.ts";
import { beginAllQueued, type Starting, startTransaction } from "../start-transaction.ts";
import { findBranchEnd } from "./find-branch-end.ts";
import { findNewestReply } from "./find-newest-reply.ts";
import { resumeQueue } from "./start-next-queued.ts";
import { type QueueOfThread, readQueue, readQueueNow } from "./read-queue.ts";
import { tellQueue } from "./tell-queue.ts";

/**
 * A message to send next. Without a `parentId` it follows the thread's newest reply, or is the
 * first message of a new thread.
 */
export type NextInThread = Omit<QueueMessage, "parentId"> & {
  parentId?: string | undefined;
} & Pick<SayMessage, "compareWith" | "answerBy">;

/** The outcome for a message to send next, and the thread's queue. */
export interface QueuedSend extends QueueOfThread {
  /** The sent message; null when it is queued. */
  sent: SentMessage | null;
}

/**
 * Sends a message next: after the reply being written at the end of the branch below `parentId`, or
 * at once if none is. Messages that a reply without a whole end held back go out before it. Idempotent: a retry returns the message's current state.
 *
 * @throws RequestError `not_found` for a missing thread or parent; `conflict` when the id was
 *   used with other content or removed, when too many messages are queued or too much text, or for a message with
 *   `compareWith` during a reply; `model_unavailable` for a model that the user may not choose;
 *   errors of `attachFiles`
 */
export function queueMessage(
  deps: SendDeps,
  userId: string,
  request: NextInThread & OfChatSession,
): Promise<QueuedSend> {
  const { threadId } = request;
  const of = { threadId, userId };
  return startTransaction(deps, async (tx, starting) => {
    const locked = await lockThreadOf(tx, deps, { ...request, userId });
    const thread = withChoice(locked, request);
    const [found, [queued]] = await Promise.all([
      readMessagesById(tx, { threadId, ids: idsOf(request) }),
      tx.select().from(queuedMessages).where(eq(queuedMessages.id, request.id)),
    ]);
    const earlier = findEarlierSend(found, request);
    if (earlier) {
      beginAllQueued(starting, earlier);
      const sent = { thread: await readThread(tx, of), ...earlier };
      return { ...(await readQueueNow(tx, of)), sent };
    }
    if (queued) {
      await requireSame(tx, queued, request);
      return { ...(await readQueueNow(tx, of)), sent: null };
    }
    requireChoice(starting, thread, request.model);
    const sent = await sayOrQueue(tx, starting, { ...request, thread, userId });
    return { ...(await readQueueNow(tx, of)), sent };
  });
}

async function lockThreadOf(
  tx: Transaction,
  { defaultWorkflowId }: SendDeps,
  {
    parentId,
    workflowId = defaultWorkflowId,
    ...request
  }: NextInThread & OfChatSession & { userId: string },
): Promise<LockedThread> {
  const { threadId, userId, projectId, chatSessionId = null, temporary: isTemporary } = request;
  const wanted = { threadId, userId, chatSessionId, isTemporary };
  if (parentId === undefined)
    return lockOrCreateThread(tx, { ...wanted, workflowId, projectId, isLikelyNew: false });
  const thread = await lockThread(tx, wanted);
  if (!thread) throw notFound("thread");
  return thread;
}

/** Sends a new message in a locked thread if no reply is in progress; null when it is queued. */
async function sayOrQueue(
  tx: Transaction,
  starting: Starting,
  request: NextInThread & OfChatSession & { thread: LockedThread; userId: string },
): Promise<SentMessage | null> {
  const { id, threadId, userId, thread, chatSessionId = null, attachmentIds = [] } = request;
  const replyId = request.parentId ?? (thread.isNew ? null : await findNewestReply(tx, threadId));
  const end = replyId === null ? null : await findBranchEnd(tx, { threadId, replyId });
  if (!end && replyId !== null) throw notFound("message");
  const attachments = await attachFiles(tx, { thread, messageId: id, attachmentIds });
  const resumed = { thread, userId, afterId: end?.replyId ?? "" };
  const isHeld = end !== null && end.hasQueue && !isLive(end);
  const started = isHeld ? await resumeQueue(tx, starting, resumed) : null;
  if (!end || (!isLive(end) && started === null))
    return startMessage(tx, starting, { ...request, parentId: end?.replyId ?? null, attachments });
  if (request.compareWith)
    throw new RequestError("conflict", "A reply is being written: two replies cannot wait for it.");
  await findAnswering(tx, starting, request);
  await addToQueue(tx, { ...request, afterId: started ?? end.replyId });
  await tx.update(threads).set({ chatSessionId }).where(eq(threads.id, threadId));
  if (choosesAnything(request)) await keepInference(tx, { threadId, userId }, thread.inference);
  await tellQueue(tx, { threadId, userId });
  return null;
}

/** Makes sure that a queued message is the requested one. */
async function requireSame(
  tx: Transaction,
  row: typeof queuedMessages.$inferSelect,
  { id, replyId, threadId, text, attachmentIds }: NextInThread,
): Promise<void> {
  if (row.removedAt) throw new RequestError("conflict", "This message was removed from the queue.");
  const isSame = row.threadId === threadId && row.replyId === replyId && row.text === text;
  const files = { attachments: await readFilesOf(tx, { id, threadId }) };
  if (!isSame || !hasFiles(files, attachmentIds)) throw usedForAnother();
}

async function addToQueue(
  tx: Transaction,
  message: Omit<NextInThread, "parentId"> & { userId: string; afterId: string },
): Promise<void> {
  const { id, replyId, threadId, text, userId, afterId, answerBy } = message;
  const queue = await readQueue(tx, threadId);
  const length = queue.reduce((sum, queued) => sum + queued.text.length, text.length);
  if (queue.length >= maxQueuedMessages || length > maxQueuedText)
    throw new RequestError("conflict", "This thread's queue is full.");
  const [last] = await tx
    .select({ position: max(queuedMessages.position) })
    .from(queuedMessages)
    .where(eq(queuedMessages.threadId, threadId));
  const position = (last?.position ?? 0) + 1;
  try {
    await tx
      .insert(queuedMessages)
      .values({ id, replyId, threadId, text, userId, afterId, position, answerBy });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This message id is already in use.", { cause: error });
  }
}
