import type { CacheReader } from "../../platform/cache/cache-kind.ts";
import { RequestError } from "../../platform/errors.ts";

/** How long a caller waits for a list, in milliseconds: people wait for all lists together. */
const usualMs = 3_000;

/** The same for a list that was late before, until it has come. */
const shortMs = 100;

/**
 * Reads values that people do not wait long for. A late one is still loaded, and there for later
 * callers.
 *
 * @returns a reader that throws RequestError `unavailable` for a late value
 */
export function readInTime<Value>(cache: CacheReader<Value>): CacheReader<Value> {
  const late = new Set<string>();
  return {
    async get(key) {
      const { promise: over, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(
        () => {
          late.add(key);
          reject(new RequestError("unavailable", "The list of models is not there yet."));
        },
        late.has(key) ? shortMs : usualMs,
      );
      const read = cache.get(key).finally(() => clearTimeout(timer));
      read.then(
        () => late.delete(key),
        () => {},
      );
      return Promise.race([read, over]);
    },
  };
}
