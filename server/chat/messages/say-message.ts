import type { SayMessage } from "../../../shared/requests.ts";
import { queueMessage } from "./queue/queue-message.ts";
import type { QueueOfThread } from "./queue/read-queue.ts";
import { type OfChatSession, type SendDeps, sendMessage } from "./send-message.ts";
import type { SentMessage } from "./start-reply.ts";

/** What has become of a message. */
export interface SaidMessage {
  /** Null while the message waits for the end of the reply before it. */
  sent: SentMessage | null;
  /** What waits in the thread by now; null for a thread's first message. */
  queue: QueueOfThread | null;
}

/**
 * Says a message: at once, or after the reply that is being written before it. `parentId` says where, see
 * `sayMessageSchema`. The same ids give the same answer again, or what has become of the message since.
 *
 * @throws RequestError `not_found` for a thread, parent or workflow that is not there; `conflict` when
 *   the id was used with other content or taken back, or when too many messages wait; what
 *   `attachFiles` refuses
 */
export async function sayMessage(
  deps: SendDeps,
  userId: string,
  { parentId, ...message }: SayMessage & OfChatSession,
): Promise<SaidMessage> {
  if (parentId === null)
    return { sent: await sendMessage(deps, userId, { ...message, parentId }), queue: null };
  const { sent, ...queue } = await queueMessage(deps, userId, { ...message, parentId });
  return { sent, queue };
}
