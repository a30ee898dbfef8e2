import type { CacheReader } from "../../platform/cache/cache-kind.ts";
import type { Logger } from "../../platform/log.ts";
import type { SealedSecrets } from "../../platform/sealed-secrets.ts";
import type { Connection } from "./connection.ts";
import { type LockedConnection, openStored } from "./stored/open-stored.ts";
import { type StoredConnections, storedConnectionsPlace } from "./stored/stored-connections.ts";

/** A node's current connections: first those of the settings, then those of admins. */
export interface ConnectionsNow {
  connections: readonly (Connection | LockedConnection)[];
  /** The ids of connections that were removed. */
  removed: readonly string[];
  /** The admins' choice; null without one. */
  defaultModel: string | null;
}

/** Dependencies of `followConnections`. */
export interface LiveDeps {
  /** The connections of the settings. */
  configured: readonly Connection[];
  stored: CacheReader<StoredConnections>;
  sealed: SealedSecrets;
  log: Logger;
}

/**
 * Follows the admins' changes. Returns the same object until something changes, so that callers can
 * keep what they derive from it.
 */
export function followConnections(deps: LiveDeps): () => Promise<ConnectionsNow> {
  const { configured, stored, log } = deps;
  const taken = new Set(configured.map(({ id }) => id));
  let last: StoredConnections | null = null;
  let print = "";
  let now: ConnectionsNow = { connections: configured, removed: [], defaultModel: null };
  return async () => {
    const read = await stored.get(storedConnectionsPlace.key).catch((error: unknown) => {
      log.warn({ err: error }, "connections not read: the ones before stay in use");
      return null;
    });
    // The cache gives the same object until it reads again, so a reply compares no more than that.
    if (read === null || read === last) return now;
    last = read;
    const nextPrint = JSON.stringify(read);
    if (nextPrint !== print) {
      print = nextPrint;
      const free = read.connections.filter(({ id }) => !taken.has(id));
      const opened = free.map((connection) => openStored(deps, connection));
      const connections = [...configured, ...opened];
      const there = new Set(connections.map(({ id }) => id));
      const removed = read.known.filter((id) => !there.has(id));
      now = { connections, removed, defaultModel: read.defaultModel };
    }
    return now;
  };
}
