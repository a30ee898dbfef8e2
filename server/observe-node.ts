import type { Cache } from "./cache/cache.ts";
import { readCacheSize } from "./cache/trim-cache.ts";
import { countQueuedGenerations } from "./generation/count-queued-generations.ts";
import { observeFirstLevel } from "./metrics/cache-metrics.ts";
import { observePool } from "./metrics/database-metrics.ts";
import { observe, observeEach } from "./metrics/observe.ts";
import { observeBuild } from "./metrics/process-metrics.ts";
import { observeShared } from "./metrics/shared-metrics.ts";
import { readVersion } from "./read-version.ts";
import { countActiveSessions } from "./sessions/count-active-sessions.ts";
import type { WorkerNode } from "./start-worker.ts";
import type { Services } from "./trpc/request-context.ts";

/** What a node is, besides its services. */
export interface ObservedNode {
  services: Pick<Services, "metrics" | "sql" | "jobStore" | "log" | "generations" | "feeds">;
  /** Undefined on a node that writes no replies, and until it does. */
  cache: Pick<Cache, "size">;
  worker: () => Pick<WorkerNode, "running"> | undefined;
  /** Most replies at once. */
  limit: number;
}

/** Adds what is looked at when somebody asks for the metrics of a node. */
export async function observeNode({ services, cache, worker, limit }: ObservedNode): Promise<void> {
  const { sql, log, generations, feeds, jobStore } = services;
  const { registry } = services.metrics;
  observeBuild(registry, await readVersion());
  observePool(registry, sql);
  observeFirstLevel(registry, () => cache.size);
  observeShared(
    registry,
    async () => {
      const [activeSessions, queuedGenerations, jobs, cacheSize] = await Promise.all([
        countActiveSessions(sql),
        countQueuedGenerations(sql),
        jobStore.depths(),
        readCacheSize(sql),
      ]);
      return { activeSessions, queuedGenerations, jobs, cacheSize };
    },
    (error) => log.warn({ err: error }, "shared metrics not read"),
  );
  observeEach(
    registry,
    {
      name: "chatkit_stream_followers",
      help: "Subscriptions that follow a log on this node, by log.",
      label: "log",
    },
    () => ({ generation: generations.followers, feed: feeds.followers }),
  );
  observe(
    registry,
    { name: "chatkit_generations_running", help: "Replies that this node is writing." },
    () => worker()?.running ?? 0,
  );
  observe(
    registry,
    {
      name: "chatkit_generations_limit",
      help: "Most replies that this node writes at once; 0 on one that writes none.",
    },
    () => (worker() ? limit : 0),
  );
}
