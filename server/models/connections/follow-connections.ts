import type { CacheReader } from "../../platform/cache/cache-kind.ts";
import type { Logger } from "../../platform/log.ts";
import type { SealedSecrets } from "../../platform/sealed-secrets.ts";
import type { Connection } from "./connection.ts";
import { type LockedConnection, openStored } from "./stored/open-stored.ts";
import { type StoredConnections, storedConnectionsPlace } from "./stored/stored-connections.ts";

/** The connections of a node at a moment: those of the settings first, then what admins have connected. */
export interface ConnectionsNow {
  connections: readonly (Connection | LockedConnection)[];
  /** Chosen by an admin; null where none is. */
  defaultModel: string | null;
}

/** What following the connections needs. */
export interface LiveDeps {
  /** Those of the settings. */
  configured: readonly Connection[];
  stored: CacheReader<StoredConnections>;
  sealed: SealedSecrets;
  log: Logger;
}

/**
 * Follows what admins connect. The same object comes back until something changes, so that readers
 * can keep what they make of it.
 */
export function followConnections(deps: LiveDeps): () => Promise<ConnectionsNow> {
  const { configured, stored, log } = deps;
  const taken = new Set(configured.map(({ id }) => id));
  let print = "";
  let now: ConnectionsNow = { connections: configured, defaultModel: null };
  return async () => {
    const read = await stored.get(storedConnectionsPlace.key).catch((error: unknown) => {
      log.warn({ err: error }, "connections not read: the ones before stay in use");
      return null;
    });
    const nextPrint = read ? JSON.stringify(read) : print;
    if (read && nextPrint !== print) {
      print = nextPrint;
      const free = read.connections.filter(({ id }) => !taken.has(id));
      const opened = free.map((connection) => openStored(deps, connection));
      now = { connections: [...configured, ...opened], defaultModel: read.defaultModel };
    }
    return now;
  };
}
