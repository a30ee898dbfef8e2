import { z } from "zod";
import type { CacheKind, CacheReader } from "../../platform/cache/cache-kind.ts";
import type { Provider } from "../provider.ts";

/** The windows configured by the operator, in tokens. */
export interface ConfiguredWindows {
  /** For all models not listed; null leaves it to the server. */
  ofAll: number | null;
  ofModels: ReadonlyMap<string, number>;
}

/** Finds a model's context window in tokens; null if unknown. */
export type WindowOf = (model: string) => Promise<number | null>;

/** Longest time that a reply waits for its model's window, in milliseconds. */
const longestWaitMs = 1_500;

const minutes = 60_000;

/**
 * Cache kind for context windows reported by servers. Short-lived: a server may reload the model
 * with another window.
 */
export function createWindowsKind(provider: Pick<Provider, "findWindow">): CacheKind<number> {
  return {
    name: "context_window",
    schema: z.number().int().positive(),
    freshMs: 5 * minutes,
    staleMs: 24 * 60 * minutes,
    missMs: 15 * minutes,
    load: async (key, signal) =>
      (await provider.findWindow?.(key.slice(key.indexOf(" ") + 1), signal)) ?? null,
  };
}

/**
 * Finds windows: the operator's setting, otherwise the server's report.
 *
 * @param keyOf identifies the connections; contains no space
 */
export function createWindowOf(
  configured: ConfiguredWindows,
  told: CacheReader<number>,
  keyOf: () => Promise<string>,
): WindowOf {
  return async (model) => {
    const set = configured.ofModels.get(model) ?? configured.ofAll;
    if (set !== null) return set;
    // If the server does not answer now, a later reply asks again.
    const known = keyOf()
      .then((key) => told.get(`${key} ${model}`))
      .catch(() => null);
    return Promise.race([known, Bun.sleep(longestWaitMs).then(() => null)]);
  };
}
