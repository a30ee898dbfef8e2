import type { Sql } from "postgres";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { CacheKind } from "./cache-kind.ts";
import { giveUpLease, type Lease, renewLease, storeValue } from "./cache-table.ts";

/** Lease of a load in milliseconds: how long other nodes wait for one that died. */
export const leaseMs = 3_000;

/** Interval between renewals in milliseconds: one may fail. */
const renewMs = 1_000;

/** Timeout of a load in milliseconds: people wait for it. */
const longestLoadMs = 10_000;

/** Pause after a failure before any node loads again, in milliseconds. */
export const pauseAfterFailureMs = 2_000;

/** Dependencies of loading. */
export interface LoadDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "cacheLoads" | "cacheFailures">;
  /** Aborts when the node stops. */
  closing: AbortSignal;
}

/** A loaded value, and whether it was stored. */
export interface Loaded<Value> {
  value: Value | null;
  /** False when the lease was lost, or the value invalidated meanwhile. */
  isStored: boolean;
}

/**
 * Loads a value while renewing the lease, and stores it.
 *
 * @throws errors of the kind; the lease then becomes a pause for all nodes
 */
export async function loadUnderLease<Value>(
  deps: LoadDeps,
  kind: CacheKind<Value>,
  lease: Lease,
): Promise<Loaded<Value>> {
  const startedAt = performance.now();
  const ended = (outcome: "found" | "missing" | "failed") =>
    deps.metrics.cacheLoads.observe(
      { kind: kind.name, outcome },
      (performance.now() - startedAt) / 1_000,
    );
  let value: Value | null;
  try {
    value = await load(deps, kind, lease);
  } catch (error) {
    ended("failed");
    const { closing } = deps;
    const { key } = lease;
    if (!closing.aborted)
      deps.log.warn({ err: error, kind: kind.name, key }, "could not load a value for the cache");
    const pauseMs = closing.aborted ? 0 : pauseAfterFailureMs;
    await tolerate(deps, () => giveUpLease(deps.sql, lease, pauseMs));
    throw error;
  }
  ended(value === null ? "missing" : "found");
  const { freshMs, staleMs, missMs } = kind;
  const isStored = await tolerate(deps, () =>
    storeValue(deps.sql, lease, {
      json: value === null ? null : JSON.stringify(value),
      freshMs: value === null ? missMs : freshMs,
      staleMs: value === null ? 0 : staleMs,
    }),
  );
  return { value, isStored: isStored ?? false };
}

async function load<Value>(
  deps: LoadDeps,
  kind: CacheKind<Value>,
  lease: Lease,
): Promise<Value | null> {
  const tooLong = AbortSignal.timeout(longestLoadMs);
  const signal = AbortSignal.any([deps.closing, tooLong]);
  const renewing = setInterval(() => {
    // A load that ignores the abort loses its lease to another node.
    if (!signal.aborted) void tolerate(deps, () => renewLease(deps.sql, lease, leaseMs));
  }, renewMs);
  try {
    return await kind.load(lease.key, signal);
  } finally {
    clearInterval(renewing);
  }
}

/**
 * Carries on when the table fails: the loaded value is good anyway, and the lease expires by
 * itself.
 */
async function tolerate<T>({ log, metrics }: LoadDeps, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    metrics.cacheFailures.inc();
    log.warn({ err: error }, "could not write to the cache");
    return null;
  }
}
