import { monitorEventLoopDelay } from "node:perf_hooks";
import { Gauge, type Registry } from "prom-client";
import type { Pace } from "../pace.ts";

/**
 * How often the event loop's lag is sampled while the node is in use, in milliseconds. The default
 * of ten would wake the process a hundred times a second; a scrape still gets dozens of samples.
 */
const measuredEveryMs = 250;

/** Figures about the lags since the last scrape, as prom-client names them. */
const figures = ["min", "max", "mean", "stddev", "p50", "p90", "p99"] as const;

/**
 * Adds the event loop's lag, under the names of prom-client's own metrics. Sampled only while the
 * node is in use, because sampling wakes the process; a scrape of an idle node gets `NaN`. Sampling
 * ends with the pace.
 */
export function observeEventLoop(registry: Registry, pace: Pick<Pace, "whileLive">): void {
  const lags = monitorEventLoopDelay({ resolution: measuredEveryMs });
  const read = {
    min: () => lags.min,
    max: () => lags.max,
    mean: () => lags.mean,
    stddev: () => lags.stddev,
    p50: () => lags.percentile(50),
    p90: () => lags.percentile(90),
    p99: () => lags.percentile(99),
  };
  // First, because reading it sets the others before they are read.
  const now = new Gauge({
    name: "nodejs_eventloop_lag_seconds",
    help: "Lag of event loop in seconds.",
    registers: [registry],
    async collect() {
      for (const { gauge, nanoseconds } of gauges)
        gauge.set(lags.count === 0 ? Number.NaN : nanoseconds() / 1e9);
      lags.reset();
      const askedAt = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      now.set((performance.now() - askedAt) / 1_000);
    },
  });
  const gauges = figures.map((figure) => ({
    gauge: new Gauge({
      name: `nodejs_eventloop_lag_${figure}_seconds`,
      help: `The event loop's lag since the last scrape (${figure}); NaN when the node was idle.`,
      registers: [registry],
    }),
    nanoseconds: read[figure],
  }));
  pace.whileLive(() => {
    lags.enable();
    return () => void lags.disable();
  });
}
