import { AggregatorRegistry, type Registry } from "prom-client";
import type { MetricsSnapshot } from "./metrics-snapshot.ts";

/** Metrics of the operating system's process and of the runtime, which say little as a sum. */
const ofOneProcess = /^(?:process|nodejs)_/;

/**
 * Marks what describes one process (`process_…`, `nodejs_…`) with the label `process`, so that it
 * stays apart when snapshots are added up.
 */
export function markProcess(snapshot: MetricsSnapshot, place: number): MetricsSnapshot {
  return snapshot.map((metric) => {
    if (!ofOneProcess.test(metric.name)) return metric;
    const values = metric.values.map((sample) => ({
      ...sample,
      labels: { ...sample.labels, process: String(place) },
    }));
    // The library leaves some out of sums, such as the time of the start.
    return { ...metric, values, aggregator: "sum" };
  });
}

/** Those that only ever grow, without what describes one process. */
export function growingOnly(snapshot: MetricsSnapshot): MetricsSnapshot {
  return snapshot.filter(
    ({ name, type }) => (type === "counter" || type === "histogram") && !ofOneProcess.test(name),
  );
}

/** Adds each metric up as its `aggregator` says. */
export function addUp(snapshots: readonly MetricsSnapshot[]): Registry {
  return AggregatorRegistry.aggregate([...snapshots]);
}
