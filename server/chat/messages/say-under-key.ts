import type { Effort } from "../../../shared/effort.ts";
import { idPrefixes, newId } from "../../../shared/ids.ts";
import { readThread } from "../threads/access.ts";
import { sayMessage } from "./say-message.ts";
import type { SendDeps } from "./send-message.ts";

/** A message from a program, which may know only the thread's id. */
export interface KeyedMessage {
  userId: string;
  /** Null starts a thread. */
  threadId: string | null;
  text: string;
  attachmentIds?: string[] | undefined;
  /** How long the model may think; absent keeps what the thread has. */
  effort?: Effort | undefined;
  workflowId: string;
  chatSessionId: string;
  /** Idempotency key of the message. */
  key: string | undefined;
}

/** Where it was sent. */
export interface KeyedAnswer {
  threadId: string;
  messageId: string;
  /** Id of the reply's generation; null while the message is queued. */
  generationId: string | null;
}

/**
 * Sends a message at the end of a thread: after its newest reply, or as its first.
 *
 * @throws RequestError `not_found` for a thread that is not the user's; `conflict` when too many
 *   messages are queued in it, or when the key was used for another message
 */
export async function sayUnderKey(deps: SendDeps, next: KeyedMessage): Promise<KeyedAnswer> {
  const { userId, chatSessionId, workflowId, text, attachmentIds, effort } = next;
  if (next.threadId !== null) await readThread(deps.db, { threadId: next.threadId, userId });
  const threadId = next.threadId ?? idFor(next, "thread", "thread");
  const ids = {
    id: idFor(next, "message", "message"),
    replyId: idFor(next, "message", "reply"),
    threadId,
  };
  const parentId = next.threadId === null ? null : undefined;
  const said = { ...ids, parentId, text, attachmentIds, effort, workflowId, chatSessionId };
  const { sent } = await sayMessage(deps, userId, said);
  return { threadId, messageId: ids.id, generationId: sent?.reply.generation?.id ?? null };
}

/** A new id; the same one for the same key of the same user. */
function idFor(
  { userId, key }: KeyedMessage,
  kind: "message" | "thread",
  part: "message" | "reply" | "thread",
): string {
  if (key === undefined) return newId(kind);
  const name = JSON.stringify([userId, part, key]);
  const digest = new Bun.CryptoHasher("sha256").update(name).digest("hex");
  return `${idPrefixes[kind]}_${digest.slice(0, 32)}`;
}
