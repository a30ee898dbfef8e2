import type { Provider } from "../provider.ts";
import type { Connection } from "./connection.ts";
import { addressOf, nameOf } from "./model-names.ts";

/** A connection that can be called. */
export interface OpenConnection extends Pick<Connection, "id" | "models"> {
  provider: Provider;
}

/** One provider for all connections, which routes by the model's name. */
export function routeModels(connections: readonly [OpenConnection, ...OpenConnection[]]): Provider {
  return {
    name: connections[0].id,
    async warmUp() {
      await Promise.all(connections.map(async ({ provider }) => provider.warmUp?.()));
    },
    stream(request, sink) {
      const { connection, model } = addressOf(request.model, connections);
      return connection.provider.stream({ ...request, model }, sink);
    },
    async findWindow(name, signal) {
      const { connection, model } = addressOf(name, connections);
      return (await connection.provider.findWindow?.(model, signal)) ?? null;
    },
    async effortsOf(name) {
      const { connection, model } = addressOf(name, connections);
      return (await connection.provider.effortsOf?.(model)) ?? [];
    },
    async listModels(signal) {
      const lists = await Promise.allSettled(
        connections.map((connection) => namesOf(connection, signal)),
      );
      // One server that is down must not hide the models of the others.
      const names = lists.flatMap((list) => (list.status === "fulfilled" ? list.value : []));
      const failed = lists.find((list) => list.status === "rejected");
      if (names.length === 0 && failed) throw failed.reason;
      return names;
    },
  };

  async function namesOf(connection: OpenConnection, signal: AbortSignal): Promise<string[]> {
    const models = connection.models ?? (await connection.provider.listModels(signal));
    return models.map((model) => nameOf({ connection, model }, connections));
  }
}
