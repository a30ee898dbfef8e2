import { and, eq } from "drizzle-orm";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Transaction } from "../db/client.ts";
import { messages } from "../db/schema/threads.ts";
import { notFound, RequestError } from "../errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { lockThread, readThread } from "../threads/access.ts";
import { addReply } from "./add-messages.ts";
import { readMessage } from "./message-view.ts";
import type { SendDeps } from "./send-message.ts";

/** Which reply to replace, and the id for the new one. */
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
  request: Regenerate,
): Promise<{ thread: Thread; reply: Message }> {
  return deps.db.transaction(async (tx) => {
    const { threadId, parentId } = await lockThreadOfReply(tx, userId, request.messageId);
    const of = { threadId, userId };
    const earlier = await readMessage(tx, { threadId, id: request.replyId });
    if (earlier && earlier.parentId !== parentId)
      throw new RequestError("conflict", "This message id was used for another message.");
    if (earlier) return { thread: await readThread(tx, of), reply: earlier };
    await addReply(tx, deps, { ...of, replyId: request.replyId, parentId });
    const reply = await readMessage(tx, { threadId, id: request.replyId });
    if (!reply) throw new Error("a message that was just stored is missing");
    const thread = await readThread(tx, of);
    await appendFeed(tx, userId, [
      { type: "thread.put", thread },
      { type: "message.put", message: reply },
    ]);
    return { thread, reply };
  });
}

async function lockThreadOfReply(tx: Transaction, userId: string, messageId: string) {
  const [reply] = await tx
    .select({ threadId: messages.threadId, parentId: messages.parentId })
    .from(messages)
    .where(
      and(eq(messages.id, messageId), eq(messages.userId, userId), eq(messages.role, "assistant")),
    );
  if (!reply?.parentId || !(await lockThread(tx, { threadId: reply.threadId, userId })))
    throw notFound("message");
  return { threadId: reply.threadId, parentId: reply.parentId };
}
