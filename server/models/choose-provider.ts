import type { CircuitBoard } from "./circuits/circuit-board.ts";
import { guardConnection } from "./circuits/guard-connection.ts";
import type { CatalogSource } from "./catalog/catalog.ts";
import type { Connection } from "./connections/connection.ts";
import { openConnection } from "./connections/open-connection.ts";
import { routeModels } from "./connections/route-models.ts";
import { measureProvider, type ProviderMetrics } from "./measure-provider.ts";
import { createOfflineProvider, offlineModel } from "./offline/offline-provider.ts";
import { connectionKeyOf } from "./models-kind.ts";
import type { ProviderRetries } from "./patience/retry.ts";
import type { ModelFactsStore } from "./model-facts.ts";
import type { ThreadArchive } from "./offline/thread-archive.ts";
import { AnswerWorkers } from "./offline/worker/answer-workers.ts";
import type { Provider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** Retries of a busy provider before its first token; times in milliseconds. */
export const retries: ProviderRetries = { max: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/** A provider with metrics. Disposing ends its child processes. */
export interface ChosenProvider extends AsyncDisposable {
  provider: Provider;
  /** The model of workflows that name none. */
  model: string;
  /** The connections as the catalog needs them. */
  sources: readonly [CatalogSource, ...CatalogSource[]];
}

/** An open connection. */
interface OpenSource extends CatalogSource {
  provider: Provider;
}

/** Dependencies of a provider. */
export interface ProviderDeps {
  metrics: ProviderMetrics;
  threads: ThreadArchive;
  /** The persisted facts about a server's models, by the server's key. */
  factsOf(serverKey: string): ModelFactsStore;
  /** The circuits of failing models. */
  circuits: CircuitBoard;
}

/** The configured provider: the built-in model, or all connections. */
export function chooseProvider(settings: ProviderSettings, deps: ProviderDeps): ChosenProvider {
  if (settings.kind === "offline") return chooseOffline(deps);
  const sources = connect(settings, deps);
  return {
    provider: routeModels(sources),
    model: settings.model,
    sources,
    async [Symbol.asyncDispose]() {},
  };
}

function chooseOffline({ threads, metrics }: ProviderDeps): ChosenProvider {
  const workers = new AnswerWorkers();
  const offline = createOfflineProvider({
    threads,
    compose: (job, signal) => workers.compose(job, signal),
    warmUp: () => workers.warmUp(),
  });
  return {
    provider: measureProvider(offline, metrics),
    model: offlineModel,
    sources: [{ id: "builtin", models: [{ name: offlineModel }], list: null }],
    [Symbol.asyncDispose]: () => workers[Symbol.asyncDispose](),
  };
}

function connect(
  settings: Extract<ProviderSettings, { kind: "connected" }>,
  { metrics, factsOf, circuits }: ProviderDeps,
): readonly [OpenSource, ...OpenSource[]] {
  const timeouts = {
    firstByteMs: settings.firstByteTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    totalMs: settings.totalTimeoutMs,
  };
  const { efforts: byVariable = new Map() } = settings;
  const open = (connection: Connection): OpenSource => {
    const { id, models } = connection;
    const server = connectionKeyOf(connection);
    const provider = openConnection(connection, {
      patience: { timeouts, retries, retried: (reason) => metrics.providerRetries.inc({ reason }) },
      facts: factsOf(server),
      firstByte: (seconds) => metrics.providerFirstByte.observe({ provider: id }, seconds),
      effortsSaid: (model) =>
        models?.find(({ name }) => name === model)?.efforts ??
        byVariable.get(`${id}/${model}`) ??
        byVariable.get(model) ??
        null,
    });
    const guarded = guardConnection(provider, {
      board: circuits,
      server,
      longestPauseMs: retries.maxDelayMs,
      longestWaitMs: retries.max * retries.maxDelayMs,
    });
    const read = (signal: AbortSignal) => provider.listModels(signal);
    const list = { key: `server ${server}`, read };
    return { id, models, list, provider: measureProvider(guarded, metrics) };
  };
  const [first, ...others] = settings.connections;
  return [open(first), ...others.map(open)];
}
