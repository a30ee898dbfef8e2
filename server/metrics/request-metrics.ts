import { Histogram, type Registry } from "prom-client";
import { shortBuckets } from "./buckets.ts";

/** What a node says of the procedures that are called. */
export function requestMetrics(registry: Registry) {
  return {
    calls: new Histogram({
      name: "chatkit_call_seconds",
      help: "Time of a procedure to its answer (of a subscription: to its start), by outcome: ok or the refusal's code.",
      labelNames: ["procedure", "outcome"] as const,
      buckets: shortBuckets,
      registers: [registry],
    }),
  };
}
