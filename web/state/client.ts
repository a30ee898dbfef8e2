import { createContext, useContext } from "solid-js";
import type { ChatClient } from "../../client/connect.ts";

const ClientContext = createContext<ChatClient>();

export const ClientProvider = ClientContext.Provider;

/** The connection of the signed-in user, of the nearest provider. */
export function useClient(): ChatClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error("ClientProvider is missing");
  return client;
}
