import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import { notFound } from "../../platform/errors.ts";
import { readThread } from "../threads/access.ts";
import { findAnsweringAgain } from "./answering.ts";
import { lockThreadOfReply } from "./lock-thread-of-reply.ts";
import { usedForAnother } from "./find-earlier-send.ts";
import { readMessagesById } from "./message-view.ts";
import type { OfChatSession, SendDeps } from "./send-message.ts";
import { startReply } from "./start-reply.ts";
import { beginIfQueued, startTransaction } from "./start-transaction.ts";

/** The reply to regenerate, and the id of the new one. */
export interface Regenerate extends OfChatSession {
  messageId: string;
  replyId: string;
  /** The model of the new reply alone; absent takes the assistant's, or the thread's. */
  model?: string | undefined;
  /** What the new reply does differently; absent for nothing. */
  instruction?: string | undefined;
  /** Whether the thread's active branch stays as it is, because the new reply is for a comparison. */
  keepsBranch?: boolean | undefined;
}

/**
 * Starts another reply to the message that `messageId` answers, as its sibling. The assistant that
 * wrote that one answers again, or the thread's if the user may not use it any more, or not with
 * `model`. Idempotent: a retry with the same `replyId` returns the same result and starts nothing.
 *
 * @throws RequestError `not_found` for a reply that is missing or another user's; `model_unavailable`
 *   for a model that the user may not choose
 */
export function regenerateMessage(
  deps: SendDeps,
  userId: string,
  { messageId, replyId, model, instruction, keepsBranch = false, chatSessionId = null }: Regenerate,
): Promise<{ thread: Thread; reply: Message }> {
  return startTransaction(deps, async (tx, starting) => {
    const { thread, parentId } = await lockThreadOfReply(tx, {
      messageId,
      userId,
      chatSessionId,
    });
    const of = { threadId: thread.id, userId };
    const found = await readMessagesById(tx, { threadId: thread.id, ids: [messageId, replyId] });
    const earlier = found.get(replyId);
    const replaced = found.get(messageId);
    if (earlier?.parentId === parentId && replyId !== messageId) {
      beginIfQueued(starting, earlier);
      return { thread: await readThread(tx, of), reply: earlier };
    }
    if (earlier) throw usedForAnother();
    // It may have been deleted between the look-up of its thread and the lock.
    if (!replaced) throw notFound("message");
    const { generation: before } = replaced;
    const answerBy = { workflowId: before?.workflowId, model };
    const answering = await findAnsweringAgain(tx, starting, { thread, answerBy });
    const reply = { id: replyId, parentId };
    // Messages queued behind a reply in progress keep waiting for that one.
    const waitedFor = before && !isLive(before) ? messageId : null;
    const started = await startReply(tx, starting, {
      thread,
      userId,
      message: null,
      reply,
      waitedFor,
      ...answering,
      ...(instruction === undefined ? {} : { revision: { instruction, revisesId: messageId } }),
      follows: keepsBranch ? "never" : "always",
    });
    return { thread: started.thread, reply: started.reply };
  });
}
