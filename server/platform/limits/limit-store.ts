import type { LimitDeps } from "./limits.ts";

/**
 * How long repeated failures of the store are not logged, in milliseconds: it fails at every call.
 */
const quietMs = 60_000;

/** A statement as rate-limiter-flexible passes it to a pool of `pg`. */
interface Statement {
  text: string;
  values: (string | number | null)[];
}

/**
 * postgres.js with the interface of a `pg` pool, as far as rate-limiter-flexible uses it. A failure
 * is counted and occasionally logged; the limiter then counts in memory.
 */
export function createLimitStore({ sql, log, metrics }: LimitDeps) {
  let quietUntil = 0;
  return {
    async query({ text, values }: Statement) {
      try {
        const rows = await sql.unsafe(text, values, { prepare: true });
        return { rows: [...rows], rowCount: rows.count };
      } catch (error) {
        metrics.limitStoreFailures.inc();
        const now = performance.now();
        if (now >= quietUntil) {
          quietUntil = now + quietMs;
          log.warn({ err: error }, "rate limits are counted in memory: their store failed");
        }
        throw error;
      }
    },
  };
}
