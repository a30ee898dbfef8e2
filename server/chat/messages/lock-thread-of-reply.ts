import { and, eq } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { type LockedThread, lockThread } from "../threads/lock-thread.ts";

/** A reply, with the user and the chat session of the call. */
interface ReplyOfUser {
  messageId: string;
  userId: string;
  chatSessionId: string | null;
}

/**
 * Locks the thread of a user's reply.
 *
 * @returns the thread, and the message that the reply answers
 * @throws RequestError `not_found` for a reply that is missing or another user's
 */
export async function lockThreadOfReply(
  tx: Transaction,
  { messageId, userId, chatSessionId }: ReplyOfUser,
): Promise<{ thread: LockedThread; parentId: string }> {
  const [reply] = await tx
    .select({ threadId: messages.threadId, parentId: messages.parentId })
    .from(messages)
    .where(
      and(eq(messages.id, messageId), eq(messages.userId, userId), eq(messages.role, "assistant")),
    );
  if (!reply?.parentId) throw notFound("message");
  const thread = await lockThread(tx, { threadId: reply.threadId, userId, chatSessionId });
  if (!thread) throw notFound("message");
  return { thread, parentId: reply.parentId };
}
