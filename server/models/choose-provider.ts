import type { CircuitBoard } from "./circuits/circuit-board.ts";
import { guardConnection } from "./circuits/guard-connection.ts";
import type { Connection } from "./connections/connection.ts";
import { openConnection } from "./connections/open-connection.ts";
import { type OpenConnection, routeModels } from "./connections/route-models.ts";
import { measureProvider, type ProviderMetrics } from "./measure-provider.ts";
import { createOfflineProvider } from "./offline/offline-provider.ts";
import { connectionKeyOf } from "./models-kind.ts";
import type { ProviderRetries } from "./patience/retry.ts";
import type { ModelFactsStore } from "./model-facts.ts";
import type { ThreadArchive } from "./offline/thread-archive.ts";
import { AnswerWorkers } from "./offline/worker/answer-workers.ts";
import type { Provider } from "./provider.ts";
import type { ProviderSettings } from "./provider-settings.ts";

/** The name of the built-in model. */
export const offlineModel = "builtin-offline";

/** Retries of a busy provider before its first token; times in milliseconds. */
export const retries: ProviderRetries = { max: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/** A provider with metrics. Disposing ends its child processes. */
export interface ChosenProvider extends AsyncDisposable {
  provider: Provider;
  /** The model of workflows that name none. */
  model: string;
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
  return settings.kind === "offline"
    ? chooseOffline(deps)
    : {
        provider: connect(settings, deps),
        model: settings.model,
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
    [Symbol.asyncDispose]: () => workers[Symbol.asyncDispose](),
  };
}

function connect(
  settings: Extract<ProviderSettings, { kind: "connected" }>,
  { metrics, factsOf, circuits }: ProviderDeps,
): Provider {
  const timeouts = {
    firstByteMs: settings.firstByteTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    totalMs: settings.totalTimeoutMs,
  };
  const open = (connection: Connection): OpenConnection => {
    const { id, models } = connection;
    const { efforts = new Map() } = settings;
    const server = connectionKeyOf(connection);
    const provider = openConnection(connection, {
      patience: { timeouts, retries, retried: (reason) => metrics.providerRetries.inc({ reason }) },
      facts: factsOf(server),
      firstByte: (seconds) => metrics.providerFirstByte.observe({ provider: id }, seconds),
      effortsSaid: (model) => efforts.get(`${id}/${model}`) ?? efforts.get(model) ?? null,
    });
    const guarded = guardConnection(provider, {
      board: circuits,
      server,
      longestPauseMs: retries.maxDelayMs,
      longestWaitMs: retries.max * retries.maxDelayMs,
    });
    return { id, models, provider: measureProvider(guarded, metrics) };
  };
  const [first, ...others] = settings.connections;
  return routeModels([open(first), ...others.map(open)]);
}
