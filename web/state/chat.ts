import { type Accessor, createContext, useContext } from "solid-js";
import type { ChatClient } from "../../client/connect.ts";
import type { ChatState, ChatStore, ConnectionState } from "../../client/types.ts";
import type { Message } from "../../shared/message.ts";
import type { Workflows } from "./workflows.ts";

/** What the screens need of the conversation: its state as signals, and what can be done with it. */
export interface Chat {
  state: Accessor<ChatState>;
  /** A message by its id; wakes its reader for changes of that message alone. */
  message(id: string): Message | undefined;
  /** The state as the list of threads needs it: changes with the threads, not with every token. */
  threadState: Accessor<ChatState>;
  connection: Accessor<ConnectionState>;
  /** The assistants there are; null until they are known. */
  workflows: Accessor<Workflows | null>;
  store: ChatStore;
  /** The connection itself, for what is not about conversations: accounts. */
  client: ChatClient;
}

const ChatContext = createContext<Chat>();

export const ChatProvider = ChatContext.Provider;

/** The conversation of the nearest provider. */
export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("ChatProvider is missing");
  return chat;
}
