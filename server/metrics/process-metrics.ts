import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

/** Gauges of prom-client whose names claim to be counters; the same by type stays. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

/** What a node says of its process. */
export function observeProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
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
