import type { Message } from "../../shared/message.ts";
import { newId } from "../../shared/ids.ts";
import { present } from "../present.ts";
import { openChatSocket } from "./chat-socket.ts";
import { newSend, type Visitor } from "./visitor.ts";

/** A conversation of one visitor, message by message, through the procedures of a node. */
export interface Conversation {
  readonly threadId: string;
  /** Says something behind the newest reply; gives the reply once it has ended. */
  say(text: string): Promise<Message>;
}

/** Begins a conversation with the node at `origin`. */
export function chatWith(origin: string, visitor: Pick<Visitor, "api" | "token">): Conversation {
  const threadId = newId("thread");
  let parentId: string | null = null;
  return {
    threadId,
    async say(text) {
      const send = { ...newSend({ text, threadId }), parentId };
      const { reply } = await visitor.api.messages.send.mutate(send);
      using socket = openChatSocket(origin, visitor.token);
      await socket.watch(present(reply.generation).id);
      parentId = reply.id;
      const { messages } = await visitor.api.messages.list.query({ threadId });
      return present(messages.find(({ id }) => id === reply.id));
    },
  };
}

/** What a reply's reader sees folded. */
export function thoughtsOf({ parts }: Message): string {
  const thoughts = (parts ?? []).flatMap((part) => (part.kind === "reasoning" ? [part.text] : []));
  return thoughts.join("");
}
