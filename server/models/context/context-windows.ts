import { z } from "zod";
import type { CacheKind, CacheReader } from "../../platform/cache/cache-kind.ts";
import type { Provider } from "../provider.ts";

/** The windows that an operator has set, in tokens. */
export interface ConfiguredWindows {
  /** Of every model that is not among the others; null leaves it to the server. */
  ofAll: number | null;
  ofModels: Readonly<Record<string, number>>;
}

/** Tells a model's context window in tokens; null where it is unknown. */
export type WindowOf = (model: string) => Promise<number | null>;

/** A reply does not wait longer than this to know its model's window, in milliseconds. */
const longestWaitMs = 1_500;

const minutes = 60_000;

/** Context windows as model servers tell them. Short-lived: a server may load the model anew with another. */
export function createWindowsKind(
  provider: Pick<Provider, "findWindow">,
  serverKey: string,
): CacheKind<number> {
  return {
    name: "context_window",
    schema: z.number().int().positive(),
    freshMs: 5 * minutes,
    staleMs: 24 * 60 * minutes,
    missMs: 15 * minutes,
    load: async (key, signal) =>
      (await provider.findWindow?.(key.slice(serverKey.length + 1), signal)) ?? null,
  };
}

/** Tells windows: the operator's word, else the server's. */
export function createWindowOf(
  configured: ConfiguredWindows,
  told: CacheReader<number>,
  serverKey: string,
): WindowOf {
  return async (model) => {
    const set = Object.hasOwn(configured.ofModels, model)
      ? configured.ofModels[model]
      : configured.ofAll;
    if (set != null) return set;
    // A server that does not tell now is asked again with a later reply.
    const known = told.get(`${serverKey} ${model}`).catch(() => null);
    return Promise.race([known, Bun.sleep(longestWaitMs).then(() => null)]);
  };
}
