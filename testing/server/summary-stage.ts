import type { Message } from "../../shared/message.ts";
import { present } from "../present.ts";
import { type ChatSocket, openChatSocket } from "./chat-socket.ts";
import { newSend, newVisitor, type Visitor } from "./visitor.ts";

/** A person who talks, and has summarised what was said. Disposing closes their socket. */
export interface Summariser extends ChatSocket {
  visitor: Visitor;
  /** Says something, and waits for the whole reply. */
  say(text: string, place: { threadId: string; after: string | null }): Promise<Message>;
  /** Asks for a summary, and waits until it is there or has failed. */
  summarise(messageId: string): Promise<Message>;
}

/** A new guest of a node. */
export async function newSummariser(origin: string): Promise<Summariser> {
  const visitor = await newVisitor(origin);
  const socket = openChatSocket(origin, visitor.token);
  const { api, watch, nextInFeed } = socket;
  const messageOf = async (threadId: string, id: string) => {
    const { messages } = await api.messages.list.query({ threadId });
    return present(messages.find((message) => message.id === id));
  };
  return {
    ...socket,
    visitor,
    async say(text, { threadId, after }) {
      const sent = await api.messages.send.mutate(newSend({ threadId, text, parentId: after }));
      await watch(present(sent.reply.generation).id);
      return messageOf(threadId, sent.reply.id);
    },
    async summarise(messageId) {
      const { feedCursor } = await api.threads.list.query();
      const asked = await api.messages.summarise.mutate({ messageId });
      if (asked.summary?.status !== "pending") return asked;
      // The feed may have told of an end before that came back.
      await nextInFeed(
        feedCursor,
        (event) =>
          event.type === "message.put" &&
          event.message.id === messageId &&
          event.message.summary?.revision === present(asked.summary).revision + 1,
      );
      return messageOf(asked.threadId, messageId);
    },
    [Symbol.dispose]: () => socket[Symbol.dispose](),
  };
}
