import { createCatalog } from "../models/catalog/catalog.ts";
import { spreadNames } from "../models/catalog/spread-names.ts";
import { type ModelSources, retries } from "../models/choose-provider.ts";
import { CircuitBoard } from "../models/circuits/circuit-board.ts";
import { countFailing, failingModels } from "../models/circuits/failing-models.ts";
import { countWaiting, type WaitingCalls } from "../models/circuits/count-waiting.ts";
import { createCircuitStore } from "../models/circuits/circuit-table.ts";
import { followConnections } from "../models/connections/follow-connections.ts";
import { createLiveModels, type LiveModels } from "../models/connections/live-models.ts";
import { rememberConnections } from "../models/connections/stored/known-connections.ts";
import { createStoredConnectionsKind } from "../models/connections/stored/stored-connections.ts";
import {
  createWindowOf,
  createWindowsKind,
  type WindowOf,
} from "../models/context/context-windows.ts";
import { createEffortsKind, withToldEfforts } from "../models/effort/told-efforts.ts";
import { failOver, type FailoverOptions } from "../models/failover/fail-over.ts";
import type { ModelServices } from "../models/model-services.ts";
import { createModelsKind, modelsKeyOf } from "../models/models-kind.ts";
import { ConnectionSlots } from "../models/slots/connection-slots.ts";
import { createSlotStore } from "../models/slots/slot-table.ts";
import { offlineModel } from "../models/offline/offline-provider.ts";
import type { Provider } from "../models/provider.ts";
import { connectionsOf } from "../models/provider-settings.ts";
import { createSealedSecrets, type SealedSecrets } from "../platform/sealed-secrets.ts";
import type { ServerSecrets } from "../platform/server-secrets.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";
import { openProviderSources } from "./open-provider.ts";

/** Most names that the editor suggests: an admin cannot look through more. */
const mostNamesForAdmins = 1_000;

/** The models of a node. */
export interface Models extends ModelServices {
  provider: Provider;
  /** Finds a model's context window. */
  windowOf: WindowOf;
  /** The circuits of failing models. */
  circuits: CircuitBoard;
  /** The slots of servers with a limit. */
  slots: ConnectionSlots;
  /** How many circuits currently block calls, by connection. */
  openCircuits(): Record<string, number>;
  /** How many calls of this node wait for a busy server, or since when, by connection. */
  waitingCalls(what: keyof WaitingCalls): Record<string, number>;
}

/** Opens the provider that writes replies, and the caches of its models. */
export async function openModels(
  opening: AsyncDisposableStack,
  config: Pick<Config, "provider" | "contextWindows" | "localPorts" | "telemetry">,
  { platform, secrets }: { platform: Platform; secrets: ServerSecrets },
): Promise<Models> {
  const { db, sql, log, cache } = platform;
  const configured = connectionsOf(config.provider);
  await db.transaction((tx) =>
    rememberConnections(
      tx,
      configured.map(({ id }) => id),
    ),
  );
  const sealed = createSealedSecrets(secrets);
  const circuits = new CircuitBoard({ store: createCircuitStore(sql), log });
  const slots = new ConnectionSlots({
    store: createSlotStore(sql),
    log,
    refresh: async () => void (await live.key()),
  });
  const sources = openProviderSources(opening, config, { ...platform, circuits, slots });
  const live = openLiveModels(config, platform, { sealed, sources });
  const { defaultModel, key } = live;
  const fallbacks = () => fallbacksOf(config).map(live.nameInSettings);
  const efforts = cache.open(createEffortsKind(live.provider));
  const routed = withToldEfforts(live.provider, efforts, key);
  const catalog = createCatalog(live, cache.open(createModelsKind(live.latest)));
  const windows = cache.open(createWindowsKind(routed));
  const windowOf = createWindowOf(config.contextWindows, windows, key);
  return {
    provider: failOver(routed, failoverOptions(platform, { windowOf, fallbacks })),
    defaultModel,
    fallbacks,
    effortsOf: async (name) => (await routed.effortsOf?.(name)) ?? [],
    windowOf,
    circuits,
    slots,
    openCircuits: () => countFailing(live.connections(), circuits),
    waitingCalls: (what) => countWaiting(live.connections(), [circuits, slots], what),
    async failingModels() {
      // An admin may have changed one since the last reply.
      await live.key();
      return failingModels(live.connections(), circuits);
    },
    catalog,
    async listModels() {
      const models = spreadNames(await catalog.list(), mostNamesForAdmins);
      return { defaultModel: await defaultModel(), models };
    },
    connections: {
      db,
      sealed,
      configured,
      settingsModel: settingsModelOf(config),
      open: sources.openToTry,
      localPorts: config.localPorts,
    },
  };
}

/** Follows the connections of the settings and those that admins make. */
function openLiveModels(
  { provider: settings }: Pick<Config, "provider">,
  { sql, cache, log }: Platform,
  { sealed, sources }: { sealed: SealedSecrets; sources: ModelSources },
): LiveModels {
  const stored = cache.open(createStoredConnectionsKind(sql));
  const configured = connectionsOf(settings);
  return createLiveModels({
    configured,
    now: followConnections({ configured, stored, sealed, log }),
    open: sources.open,
    keyOf: modelsKeyOf,
    builtin: sources.builtin,
    defaultModel: settingsModelOf({ provider: settings }),
  });
}

function settingsModelOf({ provider }: Pick<Config, "provider">): string {
  return provider.kind === "connected" ? provider.model : offlineModel;
}

/** The fallbacks of the settings. */
function fallbacksOf({ provider }: Pick<Config, "provider">): readonly string[] {
  return provider.kind === "connected" ? (provider.fallbacks ?? []) : [];
}

/** Which models stand in for others, and who is told. */
function failoverOptions(
  { log, metrics, tracer }: Platform,
  { windowOf, fallbacks }: Pick<FailoverOptions, "windowOf" | "fallbacks">,
): FailoverOptions {
  return {
    windowOf,
    fallbacks,
    retries,
    failed({ model, error: { code, message: reason } }) {
      tracer.current().event("failover", { "gen_ai.request.model": model, "error.type": code });
      log.warn({ model, code, reason }, "a model with fallbacks failed");
    },
    replaced({ model, asked, reason }) {
      metrics.failovers.inc({ reason });
      log.info({ model, asked, reason }, "a fallback model answers");
    },
  };
}
