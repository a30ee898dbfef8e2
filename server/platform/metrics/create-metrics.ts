import { Registry } from "prom-client";
import { cacheMetrics } from "./cache-metrics.ts";
import { attachmentMetrics } from "./attachment-metrics.ts";
import { backupMetrics } from "./backup-metrics.ts";
import { analyticsMetrics } from "./analytics-metrics.ts";
import { connectionMetrics } from "./connection-metrics.ts";
import { databaseMetrics } from "./database-metrics.ts";
import { flushMetrics } from "./flush-metrics.ts";
import { generationMetrics } from "./generation-metrics.ts";
import { jobMetrics } from "./job-metrics.ts";
import { limitMetrics } from "./limit-metrics.ts";
import { mailMetrics } from "./mail-metrics.ts";
import { pushMetrics } from "./push-metrics.ts";
import { observeProcess, observeProcesses } from "./process-metrics.ts";
import { providerMetrics } from "./provider-metrics.ts";
import { requestMetrics } from "./request-metrics.ts";
import { sessionMetrics } from "./session-metrics.ts";
import { socketMetrics } from "./socket-metrics.ts";
import { streamMetrics } from "./stream-metrics.ts";
import { telemetryMetrics } from "./telemetry-metrics.ts";

/** A node's Prometheus metrics. Times are seconds; label values are few and known. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Creates the metrics of one node, all at zero. */
export function createMetrics() {
  const registry = new Registry();
  observeProcess(registry);
  observeProcesses(registry);
  return {
    registry,
    ...generationMetrics(registry),
    ...flushMetrics(registry),
    ...streamMetrics(registry),
    ...socketMetrics(registry),
    ...connectionMetrics(registry),
    ...databaseMetrics(registry),
    ...requestMetrics(registry),
    ...sessionMetrics(registry),
    ...providerMetrics(registry),
    ...limitMetrics(registry),
    ...attachmentMetrics(registry),
    ...mailMetrics(registry),
    ...pushMetrics(registry),
    ...jobMetrics(registry),
    ...cacheMetrics(registry),
    ...analyticsMetrics(registry),
    ...telemetryMetrics(registry),
    ...backupMetrics(registry),
  };
}
