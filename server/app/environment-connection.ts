import type { Access } from "../../shared/access.ts";
import { type Connection, environmentConnectionId } from "../models/connections/connection.ts";
import { joinPath } from "../platform/upstream/join-path.ts";
import { openaiUrl } from "./config-together.ts";

/** The variables that describe a connection, validated. */
interface ConnectionVariables {
  OPENAI_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  CHATKIT_MODEL_ACCESS?: Access | undefined;
  CHATKIT_MAX_CONCURRENT?: number | undefined;
}

/** The connection that the environment describes, if it does. */
export function environmentConnection(read: ConnectionVariables): Connection[] {
  if (!read.OPENAI_API_KEY && !read.OPENAI_BASE_URL) return [];
  return [
    {
      id: environmentConnectionId,
      kind: "openai-chat",
      baseUrl: joinPath(read.OPENAI_BASE_URL ?? openaiUrl, ""),
      apiKey: read.OPENAI_API_KEY ?? null,
      headers: {},
      models: null,
      access: read.CHATKIT_MODEL_ACCESS ?? "everyone",
      maxConcurrent: read.CHATKIT_MAX_CONCURRENT ?? null,
    },
  ];
}
