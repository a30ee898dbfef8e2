import { collectDefaultMetrics, Registry } from "prom-client";
import { connectionMetrics } from "./connection-metrics.ts";
import { flushMetrics } from "./flush-metrics.ts";
import { generationMetrics } from "./generation-metrics.ts";
import { limitMetrics } from "./limit-metrics.ts";
import { mailMetrics } from "./mail-metrics.ts";
import { requestMetrics } from "./request-metrics.ts";
import { streamMetrics } from "./stream-metrics.ts";

/** What this node tells Prometheus. Times are seconds; label values are few and known. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Makes the metrics of one node, all at zero. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...generationMetrics(registry),
    ...flushMetrics(registry),
    ...streamMetrics(registry),
    ...connectionMetrics(registry),
    ...requestMetrics(registry),
    ...limitMetrics(registry),
    ...mailMetrics(registry),
  };
}
