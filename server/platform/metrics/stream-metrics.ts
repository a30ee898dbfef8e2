import { Counter, type Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";

/** Metrics of the logs that a node streams. */
export function streamMetrics(registry: Registry) {
  const registers = [registry];
  return {
    streamsOpened: new Counter({
      name: "chatkit_streams_opened_total",
      help: "Subscriptions by log and by how they began: without a cursor, resumed after one, anew because the cursor was no good, or behind the end.",
      labelNames: ["log", "outcome"] as const,
      registers,
    }),
    streamGaps: fromZero("log", ["generation"], {
      name: "chatkit_stream_gaps_total",
      help: "Entries that were not the next ones of their log. Anything but zero is a fault.",
      registers,
    }),
  };
}
