import type { Connection } from "../../server/models/connections/connection.ts";
import type { ProviderSettings } from "../../server/models/provider-settings.ts";

/**
 * A connection to a server of chat completions that needs no key, as environment variables define
 * it.
 */
export function connectionTo(baseUrl: string, more: Partial<Connection> = {}): Connection {
  const usual: Connection = {
    id: "default",
    kind: "openai-chat",
    baseUrl,
    apiKey: null,
    headers: {},
    models: null,
    access: "everyone",
  };
  return Object.assign(usual, more);
}

/** A provider of connections, which gives up on a silent server after `timeoutMs` milliseconds. */
export function providerTo(
  connections: readonly [Connection, ...Connection[]],
  timeoutMs = 10_000,
): ProviderSettings {
  return {
    kind: "connected",
    connections,
    model: "mock",
    firstByteTimeoutMs: timeoutMs,
    idleTimeoutMs: timeoutMs,
    totalTimeoutMs: 60_000,
  };
}
