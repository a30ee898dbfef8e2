import type { SayMessage } from "../../../shared/requests.ts";
import { queueMessage } from "./queue/queue-message.ts";
import type { QueueOfThread } from "./queue/read-queue.ts";
import { type OfChatSession, type SendDeps, sendMessage } from "./send-message.ts";
import type { SentMessage } from "./start-reply.ts";

/** The outcome for a message. */
export interface SaidMessage {
  /** Null while the message is queued behind a reply. */
  sent: SentMessage | null;
  /** The thread's current queue; null for a thread's first message. */
  queue: QueueOfThread | null;
}

/**
 * Sends a message: at once, or after the reply in progress. `parentId` says where, see
 * `sayMessageSchema`. Idempotent: the same ids return the message's current state.
 *
 * @throws RequestError `not_found` for a missing thread, parent or workflow; `conflict` when the
 *   id was used with other content or removed, or when too many messages are queued; errors of
 *   `attachFiles`
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
