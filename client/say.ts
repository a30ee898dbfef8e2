import { TRPCClientError } from "@trpc/client";
import type { EditMessage, SayMessage } from "../shared/requests.ts";
import type { ChatApi } from "./connect.ts";

/** The outcome for a message: sent, or queued behind a reply. */
export type SaidMessage = Awaited<ReturnType<ChatApi["messages"]["say"]["mutate"]>>;

/**
 * Sends a message with `messages.say`. During an upgrade, the node that answers may be of the
 * previous version, which has two procedures instead.
 */
export async function sayMessage(
  { messages }: ChatApi,
  message: SayMessage & { parentId: string | null },
): Promise<SaidMessage> {
  try {
    return await messages.say.mutate(message);
  } catch (cause) {
    if (!isUnknownProcedure(cause)) throw cause;
  }
  const { parentId } = message;
  if (parentId === null)
    return { sent: await messages.send.mutate({ ...message, parentId }), queue: null };
  const { sent, ...queue } = await messages.queue.mutate({ ...message, parentId });
  return { sent, queue };
}

/**
 * Sends another version of a message with `messages.edit`. A node of the previous version stores
 * the same with `messages.send`; it only does not stop the reply below the other version.
 */
export async function editMessage(
  { messages }: ChatApi,
  { messageId, ...version }: EditMessage & { threadId: string; parentId: string | null },
): Promise<SaidMessage> {
  try {
    const { threadId: _, parentId: __, ...rest } = version;
    return { sent: await messages.edit.mutate({ messageId, ...rest }), queue: null };
  } catch (cause) {
    if (!isUnknownProcedure(cause)) throw cause;
  }
  return { sent: await messages.send.mutate(version), queue: null };
}

function isUnknownProcedure(cause: unknown): boolean {
  return cause instanceof TRPCClientError && cause.message.startsWith("No procedure found");
}
