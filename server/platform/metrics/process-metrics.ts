import { collectDefaultMetrics, Counter, Gauge, type Registry } from "prom-client";

/** Gauges of prom-client whose names look like counters; the same figures by type stay. */
const misnamed = [
  "nodejs_active_handles_total",
  "nodejs_active_requests_total",
  "nodejs_active_resources_total",
];

/**
 * The library's event loop metrics, which sample even an idle process; `observeEventLoop` has the
 * same names.
 */
const eventLoopLag = /^nodejs_eventloop_lag_/;

/**
 * The library always samples the event loop's lag; this interval makes it once in 24 days, in
 * milliseconds.
 */
const almostNeverMs = 2 ** 31 - 1;

/** Metrics of the process. */
export function observeProcess(registry: Registry): void {
  collectDefaultMetrics({
    register: registry,
    eventLoopMonitoringPrecision: almostNeverMs,
  });
  for (const { name } of registry.getMetricsAsArray()) {
    if (misnamed.includes(name) || eventLoopLag.test(name)) registry.removeSingleMetric(name);
  }
}

/** Counted by the supervisor of several processes; a node has it at zero. */
export const restartsName = "chatkit_process_restarts_total";

/** Adds what says how many processes answer on one page; a single node is one. */
export function observeProcesses(registry: Registry): void {
  const running = new Gauge({
    name: "chatkit_processes",
    help: "Node processes whose metrics are on this page.",
    registers: [registry],
  });
  running.set(1);
  const restarts = new Counter({
    name: restartsName,
    help: "Node processes that ended unasked and were started again (CHATKIT_PROCESSES).",
    registers: [registry],
  });
  restarts.inc(0);
}

/** Adds the version of the program. */
export function observeBuild(registry: Registry, version: string): void {
  const build = new Gauge({
    name: "chatkit_build_info",
    help: "Always 1; the labels are the running version and Bun's.",
    labelNames: ["version", "bun"],
    aggregator: "first",
    registers: [registry],
  });
  build.set({ version, bun: Bun.version }, 1);
}
