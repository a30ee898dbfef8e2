import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { CircuitBoard } from "./circuits/circuit-board.ts";
import { guardConnection } from "./circuits/guard-connection.ts";
import type { Connection } from "./connections/connection.ts";
import { openConnection } from "./connections/open-connection.ts";
import type { OpenSource } from "./connections/open-source.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { measureProvider, type ProviderMetrics } from "./measure-provider.ts";
import {
  createTraceHeaders,
  describeServer,
  type ModelTracing,
  traceProvider,
} from "./trace-provider.ts";
import type { ConnectionSlots } from "./slots/connection-slots.ts";
import { createOfflineProvider, offlineModel } from "./offline/offline-provider.ts";
import { connectionKeyOf } from "./models-kind.ts";
import type { ProviderRetries } from "./patience/retry.ts";
import type { ModelFactsStore } from "./model-facts.ts";
import type { ThreadArchive } from "./offline/thread-archive.ts";
import { AnswerWorkers } from "./offline/worker/answer-workers.ts";
import type { ServerProvider } from "./provider.ts";
import type { CallSettings, ProviderSettings } from "./provider-settings.ts";

/** Retries of a busy provider before its first token; times in milliseconds. */
export const retries: ProviderRetries = { max: 3, baseDelayMs: 500, maxDelayMs: 20_000 };

/**
 * Longest wait of a call for a busy server, in milliseconds: after that, people would rather choose
 * another model.
 */
const longestWaitMs = 300_000;

/** Opens connections, with metrics. Disposing ends the child processes of the built-in model. */
export interface ModelSources extends AsyncDisposable {
  /** The built-in model; null where the settings have a connection. */
  builtin: OpenSource | null;
  /** Opens a connection for replies: all nodes share its failures. */
  open(connection: Connection): OpenSource;
  /** Opens a connection that is not in use: its failures count for no reply. */
  openToTry(connection: Connection): ServerProvider;
}

/** Dependencies of a provider. */
export interface ProviderDeps {
  metrics: ProviderMetrics;
  threads: ThreadArchive;
  /** The persisted facts about a server's models, by the server's key. */
  factsOf(serverKey: string): ModelFactsStore;
  /** The circuits of failing models. */
  circuits: CircuitBoard;
  /** The slots of servers with a limit. */
  slots: ConnectionSlots;
  tracing: ModelTracing;
}

/** Opens the sources of models that the settings describe. */
export function openSources(settings: ProviderSettings, deps: ProviderDeps): ModelSources {
  const limits: ConnectionLimits = new Map();
  const plainly = (connection: Connection) => openPlain(connection, { settings, deps });
  const opens = {
    // A draft's name is not a label of metrics: an admin may test any number.
    openToTry: (connection: Connection) =>
      openPlain(connection, { settings, deps: { ...deps, metrics: null } }),
    open: (connection: Connection) =>
      openGuarded(connection, plainly(connection), { ...deps, limits }),
  };
  return settings.kind === "offline"
    ? { ...openBuiltin(deps), ...opens }
    : { ...opens, builtin: null, async [Symbol.asyncDispose]() {} };
}

function openBuiltin({ threads, metrics, tracing }: ProviderDeps) {
  const workers = new AnswerWorkers();
  const offline = createOfflineProvider({
    threads,
    compose: (job, signal) => workers.compose(job, signal),
    warmUp: () => workers.warmUp(),
  });
  const traced = traceProvider(offline, tracing.tracer, { "gen_ai.provider.name": "builtin" });
  const provider = measureProvider(traced, metrics);
  return {
    builtin: {
      id: "builtin",
      models: [{ name: offlineModel }],
      access: "everyone" as const,
      list: null,
      provider,
    },
    [Symbol.asyncDispose]: () => workers[Symbol.asyncDispose](),
  };
}

/** What a connection needs without circuits; metrics are null where none are kept. */
interface PlainDeps extends Pick<ProviderDeps, "factsOf" | "tracing"> {
  metrics: ProviderMetrics | null;
}

function openPlain(
  connection: Connection,
  { settings, deps }: { settings: CallSettings; deps: PlainDeps },
): ServerProvider {
  const { metrics, factsOf, tracing } = deps;
  const { id, models } = connection;
  const { efforts: byVariable = new Map() } = settings;
  const timeouts = {
    firstByteMs: settings.firstByteTimeoutMs,
    idleMs: settings.idleTimeoutMs,
    totalMs: settings.totalTimeoutMs,
  };
  const retried = (reason: GenerationErrorCode) => {
    metrics?.providerRetries.inc({ reason });
    tracing.tracer.current().event("retry", { "error.type": reason });
  };
  const provider = openConnection(connection, {
    patience: { timeouts, retries, retried },
    headersOfCall: createTraceHeaders(tracing),
    facts: factsOf(connectionKeyOf(connection)),
    firstByte: (seconds) => metrics?.providerFirstByte.observe({ provider: id }, seconds),
    effortsSaid: (model) =>
      models?.find(({ name }) => name === model)?.efforts ??
      byVariable.get(`${id}/${model}`) ??
      byVariable.get(model) ??
      null,
  });
  const traced = traceProvider(provider, tracing.tracer, describeServer(connection));
  return hideSecrets(traced, connection);
}

/** The current limits of calls at once, by connection: a change counts for earlier calls too. */
type ConnectionLimits = Map<string, number | null>;

function openGuarded(
  connection: Connection,
  provider: ServerProvider,
  { circuits, slots, metrics, limits }: ProviderDeps & { limits: ConnectionLimits },
): OpenSource {
  const { id, models, access, maxConcurrent = null } = connection;
  limits.set(id, maxConcurrent);
  const server = connectionKeyOf(connection);
  const guarded = guardConnection(provider, {
    board: circuits,
    server,
    longestPauseMs: retries.maxDelayMs,
    longestWaitMs,
    slots,
    most: () => limits.get(id) ?? null,
  });
  const read = (signal: AbortSignal) => provider.listModels(signal);
  const list = { key: `server ${server}`, read };
  return { id, models, access, list, provider: measureProvider(guarded, metrics) };
}
