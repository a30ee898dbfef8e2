import type { z } from "zod";

/** Everything that is cached, as metrics name it. */
export const cacheKindNames = ["workflow", "models", "context_window", "public_config"] as const;

export type CacheKindName = (typeof cacheKindNames)[number];

/** One kind of thing that is read elsewhere and kept. All times are milliseconds. */
export interface CacheKind<Value> {
  name: CacheKindName;
  /** What is kept has to fit; what another version of this program has stored may not, and is read anew. */
  schema: z.ZodType<Value>;
  /** For so long a value is given without a look. */
  freshMs: number;
  /** After that, for so long it stands in while it is read anew, or cannot be. */
  staleMs: number;
  /** For so long is remembered that there is no such thing. */
  missMs: number;
  /**
   * Whether there is such a thing, where anybody may ask for anything and a look costs little: nothing
   * is written of what is not there.
   */
  isThere?(key: string): Promise<boolean>;
  /**
   * Reads one.
   *
   * @param signal aborts when it takes too long, and when the node ends
   * @returns null where there is no such thing
   * @throws whatever the caller is to be told, such as a RequestError `unavailable`
   */
  load(key: string, signal: AbortSignal): Promise<Value | null>;
}

/** What the rest of the server has of a kind. */
export interface CacheReader<Value> {
  /**
   * One thing, no older than its kind allows.
   *
   * @returns null where there is no such thing
   * @throws whatever the kind's `load` throws, and RequestError `unavailable` after another's failure
   */
  get(key: string): Promise<Value | null>;
}

/** Where one thing is kept. */
export interface CachePlace {
  kind: CacheKindName;
  key: string;
}
