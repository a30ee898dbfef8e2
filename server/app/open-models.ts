import { createCatalog } from "../models/catalog/catalog.ts";
import type { ModelServices } from "../models/model-services.ts";
import {
  createWindowOf,
  createWindowsKind,
  type WindowOf,
} from "../models/context/context-windows.ts";
import type { ProviderSettings } from "../models/provider-settings.ts";
import { connectionKeyOf, createModelsKind, modelsKeyOf } from "../models/models-kind.ts";
import { retries } from "../models/choose-provider.ts";
import { failOver, type FailoverOptions } from "../models/failover/fail-over.ts";
import { createCircuitStore } from "../models/circuits/circuit-table.ts";
import { CircuitBoard } from "../models/circuits/circuit-board.ts";
import type { Provider } from "../models/provider.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";
import { openProvider } from "./open-provider.ts";

/** Most names that an editor completes; no person looks through more. */
const mostNamesForAdmins = 1_000;

/** The models of a node. */
export interface Models extends ModelServices {
  provider: Provider;
  /** Finds a model's context window. */
  windowOf: WindowOf;
  /** The circuits of failing models. */
  circuits: CircuitBoard;
  /** How many circuits keep calls away now, by connection. */
  openCircuits(): Record<string, number>;
}

/** Opens the provider that writes replies, and the caches of its models. */
export function openModels(
  opening: AsyncDisposableStack,
  config: Pick<Config, "provider" | "contextWindows">,
  platform: Platform,
): Models {
  const circuits = new CircuitBoard({
    store: createCircuitStore(platform.sql),
    log: platform.log,
  });
  const opened = openProvider(opening, config, { ...platform, circuits });
  const { provider: routed, model, sources } = opened;
  const key = modelsKeyOf(config.provider);
  const catalog = createCatalog(sources, platform.cache.open(createModelsKind(sources)));
  const windows = platform.cache.open(createWindowsKind(routed, key));
  const windowOf = createWindowOf(config.contextWindows, windows, key);
  return {
    provider: failOver(routed, failoverOptions(config, platform, windowOf)),
    model,
    effortsOf: async (name) => (await routed.effortsOf?.(name)) ?? [],
    windowOf,
    circuits,
    openCircuits: () => countOpen(config.provider, circuits),
    catalog,
    async listModels() {
      const models = await catalog.list();
      const names = models.slice(0, mostNamesForAdmins).map(({ name }) => name);
      return { defaultModel: model, models: names };
    },
  };
}

function countOpen(provider: ProviderSettings, circuits: CircuitBoard): Record<string, number> {
  if (provider.kind === "offline") return {};
  const counts = provider.connections.map((connection) => [
    connection.id,
    circuits.blockedOf(connectionKeyOf(connection)),
  ]);
  return Object.fromEntries(counts);
}

/** Which models stand in for others, and who is told. */
function failoverOptions(
  { provider }: Pick<Config, "provider">,
  { log, metrics }: Platform,
  windowOf: WindowOf,
): FailoverOptions {
  return {
    windowOf,
    fallbacks: provider.kind === "connected" ? (provider.fallbacks ?? []) : [],
    retries,
    failed: ({ model, error: { code, message: reason } }) =>
      log.warn({ model, code, reason }, "a model with fallbacks failed"),
    replaced({ model, asked, reason }) {
      metrics.failovers.inc({ reason });
      log.info({ model, asked, reason }, "a fallback model answers");
    },
  };
}
