import { idPrefixes, newId } from "../../../shared/ids.ts";
import { readThread } from "../threads/access.ts";
import { sayMessage } from "./say-message.ts";
import type { SendDeps } from "./send-message.ts";

/** A message of a program, which knows a thread at most by its id. */
export interface KeyedMessage {
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
export interface KeyedAnswer {
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
export async function sayUnderKey(deps: SendDeps, next: KeyedMessage): Promise<KeyedAnswer> {
  const { userId, chatSessionId, workflowId, text, attachmentIds } = next;
  if (next.threadId !== null) await readThread(deps.db, { threadId: next.threadId, userId });
  const threadId = next.threadId ?? idFor(next, "thread", "thread");
  const ids = {
    id: idFor(next, "message", "message"),
    replyId: idFor(next, "message", "reply"),
    threadId,
  };
  const parentId = next.threadId === null ? null : undefined;
  const said = { ...ids, parentId, text, attachmentIds, workflowId, chatSessionId };
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
