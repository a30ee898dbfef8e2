import { Counter, Histogram, type Registry } from "prom-client";
import { cacheKindNames } from "../cache/cache-kind.ts";
import { longBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";
import { observe } from "./observe.ts";

/** Metrics of the cache. */
export function cacheMetrics(registry: Registry) {
  const registers = [registry];
  const stale = new Counter({
    name: "chatkit_cache_stale_total",
    help: "Reads that got a stale value, by kind and reason: it is being reloaded (revalidate), or could not be (error).",
    labelNames: ["kind", "reason"] as const,
    registers,
  });
  // Prometheus misses the first increase of a new counter, which here tells that another server is
  // down.
  for (const kind of cacheKindNames)
    for (const reason of ["revalidate", "error"]) stale.inc({ kind, reason }, 0);
  return {
    cacheStale: stale,
    cacheHits: new Counter({
      name: "chatkit_cache_hits_total",
      help: "Reads served from this node's memory or from the table, by kind and level; known absences count too.",
      labelNames: ["kind", "level"] as const,
      registers,
    }),
    cacheNegativeHits: fromZero("kind", cacheKindNames, {
      name: "chatkit_cache_negative_hits_total",
      help: "Hits of a cached absence, by kind.",
      registers,
    }),
    cacheMisses: fromZero("kind", [...cacheKindNames, "workflow_version"], {
      name: "chatkit_cache_misses_total",
      help: "Reads that had to wait for a load, by kind.",
      registers,
    }),
    cacheLoads: new Histogram({
      name: "chatkit_cache_load_seconds",
      help: "Time of a load, by kind and outcome: found, missing, or failed.",
      labelNames: ["kind", "outcome"] as const,
      buckets: longBuckets,
      registers,
    }),
    cacheTakeovers: fromZero("kind", cacheKindNames, {
      name: "chatkit_cache_takeovers_total",
      help: "Loads that this node took over from a node that was lost, by kind.",
      registers,
    }),
    cacheEvictions: fromZero("level", ["memory", "table"], {
      name: "chatkit_cache_evictions_total",
      help: "Values evicted early because there were too many, by level.",
      registers,
    }),
    cacheFailures: new Counter({
      name: "chatkit_cache_table_failures_total",
      help: "Statements on the cache's table that the database refused or did not answer.",
      registers,
    }),
  };
}

/** Adds the number of values in a node's memory. */
export function observeFirstLevel(registry: Registry, size: () => number): void {
  observe(
    registry,
    { name: "chatkit_cache_memory_entries", help: "Values in this node's memory." },
    size,
  );
}
