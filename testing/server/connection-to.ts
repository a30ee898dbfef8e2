import type { Connection } from "../../server/models/connections/connection.ts";

/** A connection to a server of chat completions that needs no key, as environment variables describe one. */
export function connectionTo(baseUrl: string, more: Partial<Connection> = {}): Connection {
  const usual: Connection = {
    id: "default",
    kind: "openai-chat",
    baseUrl,
    apiKey: null,
    headers: {},
    models: null,
  };
  return Object.assign(usual, more);
}
