import { Counter, type Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";

/** Metrics of the logs that a node streams. */
export function streamMetrics(registry: Registry) {
  const registers = [registry];
  return {
    streamsOpened: new Counter({
      name: "chatkit_streams_opened_total",
      help: "Subscriptions by log and start: without a cursor, resumed after one, restarted because the cursor was invalid, or after the end.",
      labelNames: ["log", "outcome"] as const,
      registers,
    }),
    streamGaps: fromZero("log", ["generation"], {
      name: "chatkit_stream_gaps_total",
      help: "Gaps in logs as read. Anything but zero is a bug.",
      registers,
    }),
  };
}
