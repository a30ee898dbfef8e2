import type { Message } from "../../shared/message.ts";
import type { ChatState } from "../types.ts";

/**
 * The ids of all loaded replies to the message that `replyId` answers, oldest first; empty if that
 * is not a loaded reply of the thread.
 */
export function replyVersions(state: ChatState, threadId: string, replyId: string): string[] {
  const reply = state.messages[replyId];
  if (reply?.role !== "assistant" || reply.threadId !== threadId) return [];
  return Object.values(state.messages)
    .filter(({ parentId }) => parentId === reply.parentId)
    .sort((a: Message, b: Message) => a.seq - b.seq)
    .map(({ id }) => id);
}
