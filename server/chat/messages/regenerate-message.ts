import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import { readThread } from "../threads/access.ts";
import { lockThreadOfReply } from "./lock-thread-of-reply.ts";
import { usedForAnother } from "./find-earlier-send.ts";
import { readMessagesById } from "./message-view.ts";
import type { OfChatSession, SendDeps } from "./send-message.ts";
import { startReply } from "./start-reply.ts";
import { beginIfQueued, startTransaction } from "./start-transaction.ts";

/** Which reply to make a sibling of, and the id for the new one. */
export interface Regenerate extends OfChatSession {
  messageId: string;
  replyId: string;
}

/**
 * Starts another reply to the message that `messageId` answers, as its sibling. Repeating the
 * call with the same `replyId` gives the same answer again and starts nothing.
 */
export function regenerateMessage(
  deps: SendDeps,
  userId: string,
  { messageId, replyId, chatSessionId = null }: Regenerate,
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
    const before = found.get(messageId)?.generation;
    if (earlier?.parentId === parentId && replyId !== messageId) {
      beginIfQueued(starting, earlier);
      return { thread: await readThread(tx, of), reply: earlier };
    }
    if (earlier) throw usedForAnother();
    const reply = { id: replyId, parentId };
    // What waits for a reply that is being written goes on waiting for that one.
    const waitedFor = before && !isLive(before) ? messageId : null;
    const started = await startReply(tx, starting, {
      thread,
      userId,
      message: null,
      reply,
      waitedFor,
    });
    return { thread: started.thread, reply: started.reply };
  });
}
