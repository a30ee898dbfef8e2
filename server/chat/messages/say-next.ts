import { idPrefixes, newId } from "../../../shared/ids.ts";
import { queueMessage } from "./queue/queue-message.ts";
import { type SendDeps, sendMessage } from "./send-message.ts";
import type { SentMessage } from "./start-reply.ts";

/** A message by somebody who knows a thread at most by its id. */
export interface NextMessage {
  userId: string;
  /** Null begins a thread. */
  threadId: string | null;
  text: string;
  attachmentIds?: string[] | undefined;
  workflowId: string;
  chatSessionId: string;
  /** What the caller calls this message: saying it again under the same name says it once. */
  key: string | undefined;
}

/** Where it went. */
export interface SaidMessage {
  threadId: string;
  messageId: string;
  /** The reply's; null while the message waits for the end of the one before it. */
  generationId: string | null;
}

/**
 * Says a message at the end of a thread: after its newest reply, or as a thread's first.
 *
 * @throws RequestError `not_found` for a thread that is not the user's; `conflict` when too many
 *   messages wait in it, or when the key was used for another message
 */
export async function sayNext(deps: SendDeps, next: NextMessage): Promise<SaidMessage> {
  const { userId, chatSessionId, workflowId, text, attachmentIds } = next;
  const threadId = next.threadId ?? idFor(next, "thread", "thread");
  const ids = {
    id: idFor(next, "message", "message"),
    replyId: idFor(next, "message", "reply"),
    threadId,
  };
  const say = { ...ids, parentId: null, text, attachmentIds, chatSessionId };
  if (next.threadId === null)
    return toSaid(ids, await sendMessage(deps, userId, { ...say, workflowId }));
  return toSaid(ids, (await queueMessage(deps, userId, say)).sent);
}

/** A new id; the same one for the same key of the same user. */
function idFor(
  { userId, key }: NextMessage,
  kind: "message" | "thread",
  part: "message" | "reply" | "thread",
): string {
  if (key === undefined) return newId(kind);
  const name = JSON.stringify([userId, part, key]);
  const digest = new Bun.CryptoHasher("sha256").update(name).digest("hex");
  return `${idPrefixes[kind]}_${digest.slice(0, 32)}`;
}

function toSaid(
  { id, threadId }: { id: string; threadId: string },
  sent: SentMessage | null,
): SaidMessage {
  return { threadId, messageId: id, generationId: sent?.reply.generation?.id ?? null };
}
