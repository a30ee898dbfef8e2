import type { Message } from "../../shared/message.ts";
import type { Chat } from "../state/chat.ts";

/**
 * Loads a whole thread.
 *
 * @param onProgress is told how many messages are there
 * @returns its messages, with what live replies have so far
 * @throws RequestError when the server refuses
 */
export async function loadThread(
  chat: Chat,
  threadId: string,
  onProgress: (count: number) => void,
): Promise<Message[]> {
  await chat.store.openThread(threadId);
  const messages = () =>
    Object.values(chat.state().messages).filter((message) => message.threadId === threadId);
  while (chat.state().loads[threadId]?.olderCursor) {
    onProgress(messages().length);
    await chat.store.loadOlder(threadId);
  }
  return messages().map((message) => chat.message(message.id) ?? message);
}
