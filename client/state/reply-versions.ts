import type { Message } from "../../shared/message.ts";
import type { ChatState } from "../types.ts";
import { threadMessages } from "./selectors.ts";

/**
 * All replies to the message that `replyId` answers, oldest first, including the outbox's; empty if
 * that is not a reply of the thread that is known here.
 */
export function replyVersions(state: ChatState, threadId: string, replyId: string): Message[] {
  const { messages } = threadMessages(state, threadId);
  const reply = messages.find(({ id }) => id === replyId);
  if (reply?.role !== "assistant") return [];
  return messages.filter(({ parentId }) => parentId === reply.parentId);
}
