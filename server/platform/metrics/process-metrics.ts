import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

/** Gauges of prom-client whose names claim to be counters; the same by type stays. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

/**
 * How often the event loop's lag is measured, in milliseconds. The library's ten wake an idle process a
 * hundred times a second, which is most of what it costs; a scrape has dozens of these.
 */
const lagMeasuredEveryMs = 250;

/** What a node says of its process. */
export function observeProcess(registry: Registry): void {
  collectDefaultMetrics({
    register: registry,
    eventLoopMonitoringPrecision: lagMeasuredEveryMs,
  });
  for (const name of misnamed) registry.removeSingleMetric(name);
}

/** Tells which program a node is. */
export function observeBuild(registry: Registry, version: string): void {
  const build = new Gauge({
    name: "chatkit_build_info",
    help: "Always 1; the labels say which version runs, and on which Bun.",
    labelNames: ["version", "bun"],
    registers: [registry],
  });
  build.set({ version, bun: Bun.version }, 1);
}
