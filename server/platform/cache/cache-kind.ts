import type { z } from "zod";

/** Names of the cache kinds, as in metrics. */
export const cacheKindNames = [
  "workflow",
  "models",
  "context_window",
  "efforts",
  "public_config",
  "connections",
] as const;

export type CacheKindName = (typeof cacheKindNames)[number];

/** A kind of value that is loaded from elsewhere and cached. All times are milliseconds. */
export interface CacheKind<Value> {
  name: CacheKindName;
  /**
   * Validates cached values: one stored by another version of this program may not match, and is
   * loaded again.
   */
  schema: z.ZodType<Value>;
  /** How long a value is fresh. */
  freshMs: number;
  /** How long after that a stale value is served while it is being loaded, or cannot be. */
  staleMs: number;
  /** How long an absence is cached. */
  missMs: number;
  /**
   * For keys that any caller may invent, if a check is cheap: whether the value exists. Absent ones
   * are then not stored in the table.
   */
  isThere?(key: string): Promise<boolean>;
  /**
   * Loads a value.
   *
   * @param signal aborts when loading takes too long, and when the node stops
   * @returns null when there is no such value
   * @throws the error for the caller, such as a RequestError `unavailable`
   */
  load(key: string, signal: AbortSignal): Promise<Value | null>;
}

/** A cache kind, for the rest of the server. */
export interface CacheReader<Value> {
  /**
   * Gets a value, no older than its kind allows.
   *
   * @returns null when there is no such value
   * @throws errors of the kind's `load`, and RequestError `unavailable` after another caller's
   *   failure
   */
  get(key: string): Promise<Value | null>;
}

/** The key of a cached value. */
export interface CachePlace {
  kind: CacheKindName;
  key: string;
}
