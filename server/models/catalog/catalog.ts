import type { OfferedModel } from "../../../shared/model.ts";
import type { CacheReader } from "../../platform/cache/cache-kind.ts";
import { mayUse, type Rights } from "../access/rights.ts";
import { addressOf } from "../connections/model-names.ts";
import type { DescribedModel } from "../listing/described-model.ts";
import { readInTime } from "./read-in-time.ts";
import { mergeModels, type ModelSource } from "./merge-models.ts";

/** A server's own list of models. */
export interface ServerList {
  /** Its cache key. */
  key: string;
  /** @throws RequestError `unavailable` */
  read(signal: AbortSignal): Promise<DescribedModel[]>;
}

/** A connection and its server's list. */
export interface CatalogSource extends ModelSource {
  /** Null when no list can be read. */
  list: ServerList | null;
  /** Present if the connection was removed. */
  isRemoved?: true;
}

/** The models of all connections. */
export interface Catalog {
  /**
   * All models that are offered, in the order of the connections. A connection whose list cannot be
   * read does not hide the models of others.
   *
   * @throws RequestError `unavailable` when the list of no connection is known
   */
  list(): Promise<readonly OfferedModel[]>;
  /**
   * Whether a model is offered, according to what this node knows. A connection whose list this
   * node has not read is assumed to offer it: it did when the user chose the model.
   */
  mayOffer(name: string): boolean;
  /** Whether a model's connection was removed. */
  isRemoved(name: string): boolean;
  /** Whether the rule of a model's connection lets a user use it, offered or not. */
  mayUse(name: string, rights: Rights): boolean;
  /**
   * The connection of a model, which need not be offered any more and may have been removed. Null if
   * unknown, as for a name such as `claude/claude-sonnet-4-5` that no connection offers.
   */
  connectionOf(name: string): string | null;
}

/** A catalog has at least one connection. */
export type CatalogSources = readonly [CatalogSource, ...CatalogSource[]];

/** A node's connections, which admins can change. The array stays the same until they do. */
export interface LiveSources {
  sources(): Promise<CatalogSources>;
  /** The connections as last read. */
  latest(): CatalogSources;
}

/** The merged list, rebuilt when the connections or one of the lists have changed. */
interface Merged {
  sources: CatalogSources;
  lists: readonly (readonly DescribedModel[] | null)[];
  models: readonly OfferedModel[];
  byName: ReadonlyMap<string, OfferedModel>;
}

/** Creates the catalog from the cached lists of all connections. */
export function createCatalog(live: LiveSources, lists: CacheReader<DescribedModel[]>): Catalog {
  const inTime = readInTime(lists);
  const first = live.latest();
  let merged = merge(
    first,
    first.map(() => null),
  );
  const catalog: Catalog = {
    async list() {
      const sources = await live.sources();
      const read = await Promise.allSettled(
        sources.map(async ({ list }) => list && (await inTime.get(list.key))),
      );
      const now = read.map((list) => (list.status === "fulfilled" ? list.value : null));
      if (sources !== merged.sources || now.some((list, i) => list !== merged.lists[i]))
        merged = merge(sources, now);
      const failed = read.find((list) => list.status === "rejected");
      if (merged.models.length === 0 && failed) throw failed.reason;
      return merged.models;
    },
    mayOffer(name) {
      const sources = live.latest();
      if (sources !== merged.sources) merged = merge(sources, keptLists(merged, sources));
      if (merged.byName.has(name)) return true;
      const { connection } = addressOf(name, sources);
      return connection.models === null && !merged.lists[sources.indexOf(connection)];
    },
    isRemoved: (name) => addressOf(name, live.latest()).connection.isRemoved === true,
    mayUse: (name, rights) => mayUse(addressOf(name, live.latest()).connection.access, rights),
    connectionOf(name) {
      const { connection, model } = addressOf(name, live.latest());
      const isKnown = model !== name || !name.includes("/") || catalog.mayOffer(name);
      return isKnown ? connection.id : null;
    },
  };
  return catalog;
}

/** The lists of the connections that were there before. */
function keptLists({ sources, lists }: Merged, next: CatalogSources): Merged["lists"] {
  const byKey = new Map(sources.map(({ list }, i) => [list?.key, lists[i] ?? null]));
  return next.map(({ list }) => byKey.get(list?.key) ?? null);
}

function merge(sources: CatalogSources, lists: Merged["lists"]): Merged {
  const models = sources.flatMap((source, i) => mergeModels(source, lists[i] ?? null, sources));
  return { sources, lists, models, byName: new Map(models.map((model) => [model.name, model])) };
}
