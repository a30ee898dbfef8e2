import type { CatalogSources, LiveSources } from "../catalog/catalog.ts";
import type { Provider } from "../provider.ts";
import { builtinConnection, lockedConnection, removedConnection } from "./closed-connections.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionsNow } from "./follow-connections.ts";
import { followProvider } from "./follow-provider.ts";
import { renameAmong } from "./model-names.ts";
import type { OpenSource } from "./open-source.ts";
import { routeModels } from "./route-models.ts";

/** A node's models, while admins may change the connections. */
export interface LiveModels extends LiveSources {
  provider: Provider;
  /** The model of workflows that name none. */
  defaultModel(): Promise<string>;
  /** The name of a model that the settings name, whatever admins have connected since. */
  nameInSettings(model: string): string;
  /** Identifies the set of connections, and so of models. Contains no space. */
  key(): Promise<string>;
  /** The connections as last read. */
  connections(): readonly Connection[];
}

/** Dependencies of live models. */
export interface LiveModelsDeps {
  /** The connections of the settings, until the others have been read. */
  configured: readonly Connection[];
  now(): Promise<ConnectionsNow>;
  open(connection: Connection): OpenSource;
  keyOf(connections: readonly Connection[]): string;
  /** Answers where the settings have no connection; null where they have one. */
  builtin: OpenSource | null;
  /** The default model of the settings. */
  defaultModel: string;
}

/** What is derived from the connections. */
interface Made {
  of: ConnectionsNow;
  connections: readonly Connection[];
  sources: CatalogSources;
  provider: Provider;
  key: string;
}

/** One provider for all connections. A change of one does not affect replies of the others. */
export function createLiveModels(deps: LiveModelsDeps): LiveModels {
  let opened = new Map<string, OpenSource>();
  const make = (of: ConnectionsNow): Made => {
    const next = new Map<string, OpenSource>();
    const all = of.connections.map((connection) => {
      if ("isLocked" in connection) return lockedConnection(connection);
      const print = JSON.stringify(connection);
      const open = opened.get(print) ?? deps.open(connection);
      next.set(print, open);
      return open;
    });
    opened = next;
    const sources = withBuiltin(deps.builtin, all, of.removed.map(removedConnection));
    const connections = of.connections.flatMap((each) => ("isLocked" in each ? [] : [each]));
    const key = deps.keyOf(connections);
    return { of, connections, sources, provider: routeModels(sources), key };
  };
  let made = make({ connections: deps.configured, removed: [], defaultModel: null });
  const current = async (): Promise<Made> => {
    const now = await deps.now();
    if (made.of !== now) made = make(now);
    return made;
  };
  const nameInSettings = (model: string) => renameAmong(model, deps.configured, made.sources);
  return {
    provider: followProvider(async () => (await current()).provider),
    key: async () => (await current()).key,
    defaultModel: async () =>
      (await current()).of.defaultModel ?? nameInSettings(deps.defaultModel),
    nameInSettings,
    sources: async () => (await current()).sources,
    latest: () => made.sources,
    connections: () => made.connections,
  };
}

/** With connections that admins have made, the built-in model answers only under its own name. */
function withBuiltin(
  builtin: OpenSource | null,
  connections: readonly OpenSource[],
  removed: readonly OpenSource[],
): readonly [OpenSource, ...OpenSource[]] {
  const [first, ...others] = connections;
  if (builtin) {
    const answers = first ? builtinConnection(builtin) : builtin;
    return [answers, ...connections, ...removed];
  }
  if (!first) throw new Error("a node needs a connection or the built-in model");
  return [first, ...others, ...removed];
}
