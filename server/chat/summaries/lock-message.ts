import { and, eq } from "drizzle-orm";
import type { Message } from "../../../shared/message.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { readMessagesById } from "../messages/message-view.ts";
import { lockThread } from "../threads/lock-thread.ts";

/**
 * Locks the thread of a user's message until the transaction ends.
 *
 * @throws RequestError `not_found` for another user's message
 */
export async function lockMessage(
  tx: Transaction,
  { messageId, userId }: { messageId: string; userId: string },
): Promise<Message> {
  const [row] = await tx
    .select({ threadId: messages.threadId })
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.userId, userId)));
  const threadId = row?.threadId ?? "";
  if (!row || !(await lockThread(tx, { threadId, userId }))) throw notFound("message");
  const message = (await readMessagesById(tx, { threadId, ids: [messageId] })).get(messageId);
  if (!message) throw notFound("message");
  return message;
}
