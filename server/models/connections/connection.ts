import type { AiSdkKind } from "../ai-sdk/kinds.ts";

/** The APIs that connections speak. */
export type ConnectionKind = "openai-chat" | AiSdkKind;

/** A model server that the operator has connected. */
export interface Connection {
  /** Names it in front of its models, such as `claude` in `claude/claude-sonnet-4-5`. */
  id: string;
  kind: ConnectionKind;
  /** Up to and including the version. */
  baseUrl: string;
  /** Null for servers that need none, such as Ollama. */
  apiKey: string | null;
  /** Further headers, such as those that a gateway asks for. */
  headers: Readonly<Record<string, string>>;
  /** The models it offers, in this order; null offers those of the server's own list. */
  models: readonly string[] | null;
}

/** The connection that environment variables describe. */
export const environmentConnectionId = "default";
