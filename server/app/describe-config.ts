import { addressOf } from "../models/connections/model-names.ts";
import type { Config } from "./config.ts";

/** Describes the database for the startup message, without user name or password. */
export function describeDatabase(config: Pick<Config, "databaseUrl" | "dataDir">): string {
  if (config.databaseUrl === null) return `embedded PostgreSQL in ${config.dataDir}`;
  const { host, pathname } = new URL(config.databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}

/** Describes the model for the startup message, without the key. */
export function describeModel(config: Pick<Config, "provider">): string {
  const { provider } = config;
  if (provider.kind === "offline") {
    return "the built-in offline model (set OPENAI_API_KEY, or OPENAI_BASE_URL and CHATKIT_MODEL, or CHATKIT_CONFIG, for another)";
  }
  const { connections, model } = provider;
  const { connection } = addressOf(model, connections);
  const others = connections.length - 1;
  const more = others === 0 ? "" : `, and ${others} more connection${others === 1 ? "" : "s"}`;
  return `${model} at ${new URL(connection.baseUrl).host}${more}`;
}
