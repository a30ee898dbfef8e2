import type { Sql } from "postgres";
import { z } from "zod";
import { accessLevels } from "../../../../shared/access.ts";
import { connectionKinds, maxConcurrentSchema } from "../../../../shared/connections.ts";
import { serverAddressSchema } from "../../../../shared/server-address.ts";
import type { CacheKind, CachePlace } from "../../../platform/cache/cache-kind.ts";

/** The columns that are read of a connection. */
export const storedConnectionSchema = z.object({
  id: z.string(),
  kind: z.enum(connectionKinds),
  baseUrl: serverAddressSchema.nullable(),
  /** Encrypted. */
  sealed: z.string(),
  models: z.array(z.string()).nullable(),
  access: z.enum(accessLevels),
  maxConcurrent: maxConcurrentSchema.nullable(),
  revision: z.number().int(),
});

/** A connection as it is stored. */
export type StoredConnection = z.infer<typeof storedConnectionSchema>;

/**
 * A row that this version cannot use, such as one with a kind from a later version. Strict, so that
 * a connection that an earlier version has cached without a field is read again.
 */
const unusableConnectionSchema = z.strictObject({ id: z.string() });

/** See `unusableConnectionSchema`. */
export type UnusableConnection = z.infer<typeof unusableConnectionSchema>;

const storedConnectionsSchema = z.object({
  connections: z.array(z.union([storedConnectionSchema, unusableConnectionSchema])),
  /** Null when no admin has chosen one. */
  defaultModel: z.string().nullable(),
  /** The ids of all connections that the server has had. */
  known: z.array(z.string()),
});

/** The connections and settings of admins. */
export type StoredConnections = z.infer<typeof storedConnectionsSchema>;

/** Their place in the cache. */
export const storedConnectionsPlace: CachePlace = { kind: "connections", key: "all" };

/** The setting's name in `server_settings`. */
export const defaultModelSetting = "default_model";

/**
 * The setting with the ids of all connections that the server has had. An id without a connection
 * is that of a removed one: no other server may answer under its models' names.
 */
export const knownConnectionsSetting = "known_connections";

const idsSchema = z.array(z.string());

/** The ids in that setting. */
export function toKnownIds(value: unknown): string[] {
  return idsSchema.safeParse(value).data ?? [];
}

const seconds = 1_000;

/**
 * What admins have connected, kept in memory by every node: each reply asks. A change has all nodes
 * forget it; the time below is for a notice that was lost.
 */
export function createStoredConnectionsKind(sql: Sql): CacheKind<StoredConnections> {
  return {
    name: storedConnectionsPlace.kind,
    schema: storedConnectionsSchema,
    freshMs: 60 * seconds,
    staleMs: 86_400 * seconds,
    missMs: 0,
    load: () => readStoredConnections(sql),
  };
}

/** Reads them without the cache. */
export async function readStoredConnections(sql: Sql): Promise<StoredConnections> {
  const [rows, settings] = await Promise.all([
    sql<{ id: string }[]>`
      select id, kind, base_url as "baseUrl", sealed, models, access, max_concurrent as "maxConcurrent", revision
      from connections order by created_at, id`,
    sql<{ name: string; value: unknown }[]>`
      select name, value from server_settings
      where name in (${defaultModelSetting}, ${knownConnectionsSetting})`,
  ]);
  const valueOf = (name: string) => settings.find((setting) => setting.name === name)?.value;
  const read = rows.map((row) => storedConnectionSchema.safeParse(row).data ?? { id: row.id });
  const { data: defaultModel = null } = z.string().safeParse(valueOf(defaultModelSetting));
  return { connections: read, defaultModel, known: toKnownIds(valueOf(knownConnectionsSetting)) };
}
