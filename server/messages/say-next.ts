import { and, desc, eq } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import { messages } from "../db/schema/threads.ts";
import { readThread } from "../threads/access.ts";
import { queueMessage } from "./queue/queue-message.ts";
import { type SendDeps, sendMessage } from "./send-message.ts";
import type { SentMessage } from "./start-reply.ts";

/** A message by somebody who knows a thread at most by its id. */
export interface NextMessage {
  userId: string;
  /** Null begins a thread. */
  threadId: string | null;
  text: string;
  workflowId: string;
  chatSessionId: string;
}

/** Where it went. */
export interface SaidMessage {
  threadId: string;
  messageId: string;
  /** The reply's; null while the message waits for the end of the one before it. */
  generationId: string | null;
}

/**
 * Says a message at the end of a thread: after its newest reply, or as a thread's first. The reply
 * is left to a job.
 *
 * @throws RequestError `not_found` for a thread that is not the user's; `conflict` when too many
 *   messages wait in it
 */
export async function sayNext(deps: SendDeps, next: NextMessage): Promise<SaidMessage> {
  const { userId, chatSessionId, workflowId, text } = next;
  const parentId = next.threadId === null ? null : await findNewestReply(deps, next);
  const threadId = next.threadId ?? newId("thread");
  const ids = { id: newId("message"), replyId: newId("message"), threadId };
  if (parentId === null) {
    const send = { ...ids, parentId, text, workflowId, chatSessionId };
    return toSaid(ids, await sendMessage(deps, userId, send));
  }
  const { sent } = await queueMessage(deps, userId, { ...ids, parentId, text, chatSessionId });
  return toSaid(ids, sent);
}

/** Null for a thread in which nothing was said yet. */
async function findNewestReply(
  { db }: SendDeps,
  { threadId, userId }: NextMessage,
): Promise<string | null> {
  if (threadId === null) return null;
  await readThread(db, { threadId, userId });
  const [reply] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.threadId, threadId), eq(messages.role, "assistant")))
    .orderBy(desc(messages.seq))
    .limit(1);
  return reply?.id ?? null;
}

function toSaid(
  { id, threadId }: { id: string; threadId: string },
  sent: SentMessage | null,
): SaidMessage {
  return { threadId, messageId: id, generationId: sent?.reply.generation?.id ?? null };
}
