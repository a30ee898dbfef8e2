import { countBacklog } from "../analytics/count-backlog.ts";
import type { Cache } from "../platform/cache/cache.ts";
import { readCacheSize } from "../platform/cache/trim-cache.ts";
import type { Config } from "./config.ts";
import { countQueuedGenerations } from "../chat/generation/count-queued-generations.ts";
import { observeFirstLevel } from "../platform/metrics/cache-metrics.ts";
import { observePool } from "../platform/metrics/database-metrics.ts";
import { observeEventLoop } from "../platform/metrics/event-loop-metrics.ts";
import { observe, observeEach } from "../platform/metrics/observe.ts";
import { observeBuild } from "../platform/metrics/process-metrics.ts";
import { observeShared, type SharedCounts } from "../platform/metrics/shared-metrics.ts";
import type { Pace } from "../platform/pace.ts";
import { readVersion } from "./read-version.ts";
import { countActiveSessions } from "../assistants/sessions/count-active-sessions.ts";
import type { WorkerNode } from "./start-worker.ts";
import type { Services } from "../api/trpc/request-context.ts";

/** What a node is, besides its services. */
export interface ObservedNode {
  services: Pick<Services, "metrics" | "sql" | "jobStore" | "log" | "generations" | "feeds">;
  cache: Pick<Cache, "size">;
  pace: Pick<Pace, "whileLive">;
  /** Undefined on a node that writes no replies, and until it does. */
  worker: () => Pick<WorkerNode, "running"> | undefined;
  config: Pick<Config, "generationsPerNode" | "analytics">;
}

/** Adds what is looked at when somebody asks for the metrics of a node. */
export async function observeNode(node: ObservedNode): Promise<void> {
  const { services, cache, pace, worker, config } = node;
  const { log, generations, feeds } = services;
  const { registry } = services.metrics;
  const { generationsPerNode: limit } = config;
  observeEventLoop(registry, pace);
  observeBuild(registry, await readVersion());
  observePool(registry, services.sql);
  observeFirstLevel(registry, () => cache.size);
  observeShared(
    registry,
    () => readShared(node),
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

async function readShared({
  services: { sql, jobStore },
  config: { analytics },
}: ObservedNode): Promise<SharedCounts> {
  const [activeSessions, queuedGenerations, jobs, cacheSize, analyticsBacklog] = await Promise.all([
    countActiveSessions(sql),
    countQueuedGenerations(sql),
    jobStore.depths(),
    readCacheSize(sql),
    analytics.receiver ? countBacklog(sql) : null,
  ]);
  return { activeSessions, queuedGenerations, jobs, cacheSize, analyticsBacklog };
}
