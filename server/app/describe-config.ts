import type { Config } from "./config.ts";

/** Which database, for a person to read; no user name and no password. */
export function describeDatabase(config: Pick<Config, "databaseUrl" | "dataDir">): string {
  if (config.databaseUrl === null) return `embedded PostgreSQL in ${config.dataDir}`;
  const { host, pathname } = new URL(config.databaseUrl);
  return `PostgreSQL at ${host}${pathname}`;
}

/** Which model, for a person to read; no key. */
export function describeModel(config: Pick<Config, "provider">): string {
  const { provider } = config;
  if (provider.kind === "offline") {
    return "the built-in offline model (set OPENAI_API_KEY, or OPENAI_BASE_URL and CHATKIT_MODEL, for another)";
  }
  return `${provider.model} at ${new URL(provider.baseUrl).host}`;
}
