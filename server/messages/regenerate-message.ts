import { and, eq } from "drizzle-orm";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Transaction } from "../db/client.ts";
import { messages } from "../db/schema/threads.ts";
import { notFound, RequestError } from "../errors.ts";
import { readThread } from "../threads/access.ts";
import { lockThread } from "../threads/lock-thread.ts";
import { readMessagesById } from "./message-view.ts";
import type { SendDeps } from "./send-message.ts";
import { startReply } from "./start-reply.ts";

/** Which reply to make a sibling of, and the id for the new one. */
export interface Regenerate {
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
  { messageId, replyId }: Regenerate,
): Promise<{ thread: Thread; reply: Message }> {
  return deps.db.transaction(async (tx) => {
    const { thread, parentId } = await lockThreadOfReply(tx, userId, messageId);
    const of = { threadId: thread.id, userId };
    const earlier = (await readMessagesById(tx, { threadId: thread.id, ids: [replyId] })).get(
      replyId,
    );
    if (earlier?.parentId === parentId && replyId !== messageId) {
      return { thread: await readThread(tx, of), reply: earlier };
    }
    if (earlier) {
      throw new RequestError("conflict", "This message id was used for another message.");
    }
    const reply = { id: replyId, parentId };
    const started = await startReply(tx, deps, { thread, userId, message: null, reply });
    return { thread: started.thread, reply: started.reply };
  });
}

async function lockThreadOfReply(tx: Transaction, userId: string, messageId: string) {
  const [reply] = await tx
    .select({ threadId: messages.threadId, parentId: messages.parentId })
    .from(messages)
    .where(
      and(eq(messages.id, messageId), eq(messages.userId, userId), eq(messages.role, "assistant")),
    );
  if (!reply?.parentId) throw notFound("message");
  const thread = await lockThread(tx, { threadId: reply.threadId, userId });
  if (!thread) throw notFound("message");
  return { thread, parentId: reply.parentId };
}
