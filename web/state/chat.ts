import { type Accessor, createContext, useContext } from "solid-js";
import type { ChatClient, StoreClient } from "../../client/connect.ts";
import type { ChatState, ChatStore, ConnectionState } from "../../client/types.ts";
import type { Message } from "../../shared/message.ts";
import type { KnownWorkflows } from "./workflows.ts";

/** Calls the server: as the signed-in user, or as a chat session's user. */
export interface CallingClient extends StoreClient, Pick<ChatClient, "request"> {}

/** The chat for the screens: its state as signals, and its actions. */
export interface Chat extends KnownWorkflows {
  state: Accessor<ChatState>;
  /** A message by its id; its reader is woken only by changes of that message. */
  message(id: string): Message | undefined;
  /** The state for the list of threads: changes with the threads, not with every token. */
  threadState: Accessor<ChatState>;
  connection: Accessor<ConnectionState>;
  store: ChatStore;
  /** The connection itself, for features that the store does not have. */
  client: CallingClient;
}

const ChatContext = createContext<Chat>();

export const ChatProvider = ChatContext.Provider;

/** The chat of the nearest provider. */
export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error("ChatProvider is missing");
  return chat;
}
