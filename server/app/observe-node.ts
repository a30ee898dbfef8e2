import type { Registry } from "prom-client";
import { countBacklog } from "../analytics/count-backlog.ts";
import { readBackupCounts } from "./backups/backup-state.ts";
import { readCacheSize } from "../platform/cache/trim-cache.ts";
import type { Config } from "./config.ts";
import { countQueuedGenerations } from "../chat/generation/count-queued-generations.ts";
import { observeFirstLevel } from "../platform/metrics/cache-metrics.ts";
import { observePool } from "../platform/metrics/database-metrics.ts";
import { observeEventLoop } from "../platform/metrics/event-loop-metrics.ts";
import { observe, observeEach } from "../platform/metrics/observe.ts";
import { observeBuild } from "../platform/metrics/process-metrics.ts";
import { observeShared, type SharedCounts } from "../platform/metrics/shared-metrics.ts";
import { readVersion } from "../platform/read-version.ts";
import { countActiveSessions } from "../assistants/sessions/count-active-sessions.ts";
import type { NodeParts } from "./node-parts.ts";
import type { Platform } from "./open-platform.ts";

/** The observed parts of a node. */
type ObservedNode = Pick<NodeParts, "platform" | "models" | "chat" | "pace" | "late">;

/** The settings that its metrics need. */
type ObservedSettings = Pick<Config, "generationsPerNode" | "analytics" | "backup">;

/** Registers the metrics that are read at each scrape. */
export async function observeNode(
  { platform, models, chat, pace, late }: ObservedNode,
  { generationsPerNode: limit, analytics, backup }: ObservedSettings,
): Promise<void> {
  const { sql, log, cache } = platform;
  const { registry } = platform.metrics;
  observeEventLoop(registry, pace);
  observeBuild(registry, await readVersion());
  observePool(registry, sql);
  observeFirstLevel(registry, () => cache.size);
  observeShared(
    registry,
    () => readShared(platform, { analytics, backup }),
    (error) => log.warn({ err: error }, "could not read shared metrics"),
  );
  observeEach(
    registry,
    {
      name: "chatkit_stream_followers",
      help: "Subscriptions that follow a log on this node, by log.",
      label: "log",
    },
    () => ({ generation: chat.generations.followers, feed: chat.feeds.followers }),
  );
  observeConnections(registry, models);
  observe(
    registry,
    { name: "chatkit_generations_running", help: "Replies that this node is writing." },
    () => late.worker?.running ?? 0,
  );
  observe(
    registry,
    {
      name: "chatkit_generations_limit",
      help: "Maximum number of concurrent replies on this node; 0 without a worker.",
    },
    () => (late.worker ? limit : 0),
  );
}

/** Gauges of the connections that this node calls. */
function observeConnections(registry: Registry, models: NodeParts["models"]): void {
  observeEach(
    registry,
    {
      name: "chatkit_circuits_open",
      help: "Models, or whole servers, of a connection that this node currently skips: they have failed, or asked for a pause.",
      // All nodes know of the same failures.
      aggregator: "max",
      label: "provider",
    },
    () => models.openCircuits(),
  );
  observeEach(
    registry,
    {
      name: "chatkit_provider_waiting",
      help: "Calls on this node that wait for a busy provider.",
      label: "provider",
    },
    () => models.waitingCalls("count"),
  );
  observeEach(
    registry,
    {
      name: "chatkit_provider_waiting_oldest_seconds",
      help: "How long the oldest of them has waited; 0 without any.",
      aggregator: "max",
      label: "provider",
    },
    () => models.waitingCalls("oldestSeconds"),
  );
}

async function readShared(
  { sql, jobs: { store } }: Platform,
  { analytics: { receiver }, backup: { schedule } }: Pick<ObservedSettings, "analytics" | "backup">,
): Promise<SharedCounts> {
  const [activeSessions, queuedGenerations, jobs, cacheSize, analyticsBacklog, backups] =
    await Promise.all([
      countActiveSessions(sql),
      countQueuedGenerations(sql),
      store.depths(),
      readCacheSize(sql),
      receiver === null ? null : countBacklog(sql),
      schedule === null ? null : readBackupCounts(sql, schedule),
    ]);
  return { activeSessions, queuedGenerations, jobs, cacheSize, analyticsBacklog, backups };
}
