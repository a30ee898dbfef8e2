import { newId } from "../../shared/ids.ts";
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
  const threadId = next.threadId ?? newId("thread");
  const ids = { id: newId("message"), replyId: newId("message"), threadId };
  const say = { ...ids, parentId: null, text, chatSessionId };
  if (next.threadId === null)
    return toSaid(ids, await sendMessage(deps, userId, { ...say, workflowId }));
  return toSaid(ids, (await queueMessage(deps, userId, say)).sent);
}

function toSaid(
  { id, threadId }: { id: string; threadId: string },
  sent: SentMessage | null,
): SaidMessage {
  return { threadId, messageId: id, generationId: sent?.reply.generation?.id ?? null };
}
