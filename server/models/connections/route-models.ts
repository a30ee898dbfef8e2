import { guestRights, mayUse } from "../access/rights.ts";
import { type Provider, ProviderError } from "../provider.ts";
import type { Connection } from "./connection.ts";
import { addressOf } from "./model-names.ts";

/** A connection that can be called. */
export interface OpenConnection extends Pick<Connection, "id" | "models" | "access"> {
  provider: Provider;
}

/**
 * One provider for all connections, which routes by the model's name. Every call of a model passes
 * here, so this is where a user who may not use its connection is refused.
 */
export function routeModels(connections: readonly [OpenConnection, ...OpenConnection[]]): Provider {
  return {
    name: connections[0].id,
    nameFor: async (name) => addressOf(name, connections).connection.id,
    async warmUp() {
      await Promise.all(connections.map(async ({ provider }) => provider.warmUp?.()));
    },
    async stream(request, sink) {
      const { connection, model } = addressOf(request.model, connections);
      if (!mayUse(connection.access, request.rights ?? guestRights))
        throw new ProviderError("model_unavailable", `not for this user: ${request.model}`);
      return connection.provider.stream({ ...request, model }, sink);
    },
    async findWindow(name, signal) {
      const { connection, model } = addressOf(name, connections);
      const said = connection.models?.find((each) => each.name === model)?.contextWindow;
      return said ?? (await connection.provider.findWindow?.(model, signal)) ?? null;
    },
    async findEfforts(name, signal) {
      const { connection, model } = addressOf(name, connections);
      return (await connection.provider.findEfforts?.(model, signal)) ?? null;
    },
    async effortsOf(name, told) {
      const { connection, model } = addressOf(name, connections);
      return (await connection.provider.effortsOf?.(model, told)) ?? [];
    },
  };
}
