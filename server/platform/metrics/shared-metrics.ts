import type { Registry } from "prom-client";
import type { QueueDepth } from "../../../shared/jobs.ts";
import { type BackupCounts, observeBackups } from "./backup-metrics.ts";
import { observeJobs } from "./job-metrics.ts";
import { type GaugeWords, observe, sameOnAll } from "./observe.ts";
import { readRarely } from "./read-rarely.ts";

/** Values that every node reads from the shared database. */
export interface SharedCounts {
  /** Chat sessions that are neither expired nor cancelled. */
  activeSessions: number;
  /** Replies that no worker has claimed yet. */
  queuedGenerations: { count: number; oldestSeconds: number };
  /** All job queues. */
  jobs: readonly QueueDepth[];
  /** The size of the cache's table. */
  cacheSize: { entries: number; bytes: number };
  /** Events that are not delivered yet; null when delivery is off. */
  analyticsBacklog: number | null;
  /** Null without a schedule. */
  backups: BackupCounts | null;
}

/**
 * Any number of scrapes costs one reading in 5 s; a scrape waits 2 s, far less than its own
 * timeout.
 */
const rarity = { keptMs: 5_000, withinMs: 2_000 };

/** Adds the values shared by all nodes; without samples while the database does not answer. */
export function observeShared(
  registry: Registry,
  read: () => Promise<SharedCounts>,
  onError: (error: unknown) => void,
): void {
  const counts = readRarely(read, rarity, onError);
  const same = ({ name, help }: GaugeWords, value: () => Promise<number | null>) =>
    observe(registry, { name, help: `${help} ${sameOnAll}`, aggregator: "max" }, value);
  same(
    {
      name: "chatkit_active_sessions",
      help: "Chat sessions that are neither expired nor cancelled.",
    },
    async () => (await counts())?.activeSessions ?? null,
  );
  same(
    {
      name: "chatkit_generations_queued",
      help: "Replies that no worker has claimed yet.",
    },
    async () => (await counts())?.queuedGenerations.count ?? null,
  );
  same(
    {
      name: "chatkit_generations_queued_oldest_seconds",
      help: "How long the oldest of them has been queued; 0 without any.",
    },
    async () => (await counts())?.queuedGenerations.oldestSeconds ?? null,
  );
  observeBackups(registry, async () => (await counts())?.backups ?? null);
  observeJobs(registry, async () => (await counts())?.jobs ?? null);
  same(
    {
      name: "chatkit_cache_entries",
      help: "Values in the cache's table.",
    },
    async () => (await counts())?.cacheSize.entries ?? null,
  );
  same(
    {
      name: "chatkit_cache_bytes",
      help: "Size of the values in the cache's table, as counted against its limit.",
    },
    async () => (await counts())?.cacheSize.bytes ?? null,
  );
  same(
    {
      name: "chatkit_analytics_backlog",
      help: "Events that are neither delivered nor given up; none when delivery is off.",
    },
    async () => (await counts())?.analyticsBacklog ?? null,
  );
}
