import { and, eq, gt } from "drizzle-orm";
import { canContinue } from "../../../shared/can-continue.ts";
import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { readThread } from "../threads/access.ts";
import { lockThreadOfReply } from "../messages/lock-thread-of-reply.ts";
import { readMessagesById } from "../messages/message-view.ts";
import type { OfChatSession, SendDeps } from "../messages/send-message.ts";
import { startContinuation } from "./start-continuation.ts";
import { beginIfQueued, startTransaction } from "../messages/start-transaction.ts";

/** The reply to continue, and the id of the new generation. */
export interface Continue extends OfChatSession {
  messageId: string;
  generationId: string;
}

/** The thread, and the reply without its earlier content. */
export interface ContinuedMessage {
  thread: Thread;
  reply: Message;
}

/**
 * Continues a reply that was cut off: another generation writes to the same message. Only the end
 * of a branch can be continued, because later messages refer to the reply as it is. Idempotent: a
 * retry with the same `generationId` returns the reply's current state and starts nothing.
 *
 * @throws RequestError `not_found` for a missing reply; `conflict` while it is being written,
 *   when it is complete or has been answered, and for a generation id that is taken; `forbidden`
 *   when the user may no longer use the workflow; `model_unavailable` when that is another
 *   assistant than the thread's, which was asked for the reply
 */
export function continueMessage(
  deps: SendDeps,
  userId: string,
  { messageId, generationId, chatSessionId = null }: Continue,
): Promise<ContinuedMessage> {
  return startTransaction(deps, async (tx, starting) => {
    const of = { messageId, userId, chatSessionId };
    const { thread } = await lockThreadOfReply(tx, of);
    const found = await readMessagesById(tx, { threadId: thread.id, ids: [messageId] });
    const reply = found.get(messageId);
    if (!reply) throw notFound("message");
    if (await isStarted(tx, { messageId, generationId, threadId: thread.id })) {
      beginIfQueued(starting, reply);
      return { thread: await readThread(tx, { threadId: thread.id, userId }), reply: bare(reply) };
    }
    await requireCutOff(tx, reply);
    return startContinuation(tx, starting, { thread, userId, reply, generationId });
  });
}

/** Drops the text of a reply in progress: it may be megabytes, which clients already have. */
function bare(reply: Message): Message {
  if (!reply.generation || !isLive(reply.generation)) return reply;
  const { parts: _, ...rest } = reply;
  return { ...rest, text: "" };
}

/** Whether an earlier call created this generation; another one may continue the message by now. */
async function isStarted(
  tx: Transaction,
  { messageId, generationId, threadId }: Continue & { threadId: string },
): Promise<boolean> {
  const [earlier] = await tx
    .select({ messageId: generations.messageId, continues: generations.continues })
    .from(generations)
    .where(and(eq(generations.id, generationId), eq(generations.threadId, threadId)));
  if (!earlier?.continues) return false;
  return earlier.messageId === null || earlier.messageId === messageId;
}

async function requireCutOff(tx: Transaction, reply: Message): Promise<void> {
  if (!reply.generation) throw notFound("message");
  if (isLive(reply.generation))
    throw new RequestError("conflict", "The reply is still being written.");
  if (!canContinue(reply)) throw new RequestError("conflict", "The reply was not cut off.");
  const [answer] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.threadId, reply.threadId),
        gt(messages.seq, reply.seq),
        eq(messages.parentId, reply.id),
      ),
    )
    .limit(1);
  if (answer) throw new RequestError("conflict", "The reply has been answered.");
}
