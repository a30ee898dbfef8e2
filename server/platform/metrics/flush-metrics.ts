import { Counter, Histogram, type Registry } from "prom-client";
import { flushBuckets, pauseBuckets, shortBuckets } from "./buckets.ts";

/** Metrics of the group commits of text. */
export function flushMetrics(registry: Registry) {
  const registers = [registry];
  return {
    flushTime: new Histogram({
      name: "chatkit_flush_seconds",
      help: "Time of one group commit of generations' text.",
      buckets: shortBuckets,
      registers,
    }),
    flushSize: new Histogram({
      name: "chatkit_flush_generations",
      help: "Generations in one group commit.",
      buckets: flushBuckets,
      registers,
    }),
    flushPause: new Histogram({
      name: "chatkit_flush_pause_seconds",
      help: "Pause before the next group commit; longer than 20 ms where the event loop is late.",
      buckets: pauseBuckets,
      registers,
    }),
    flushFailures: new Counter({
      name: "chatkit_flush_failures_total",
      help: "Group commits that the database refused or did not answer; each is retried.",
      registers,
    }),
  };
}
