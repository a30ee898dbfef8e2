import { Histogram, type Registry } from "prom-client";
import { shortBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** How a try to send a notification ended. */
const outcomes = [
  "sent",
  "retried",
  "failed",
  "gone",
  "refused",
  "seen",
  "noticed",
  "quiet",
  "late",
  "limited",
  "off",
] as const;

/** Metrics of the push notifications that a node has sent. */
export function pushMetrics(registry: Registry) {
  const registers = [registry];
  return {
    pushes: fromZero("outcome", outcomes, {
      name: "chatkit_pushes_total",
      help: "Notifications to a device, by outcome: sent, to be retried, failed for good, gone or refused with the device, or dropped because they were not needed.",
      registers,
    }),
    pushTime: new Histogram({
      name: "chatkit_push_seconds",
      help: "From the request to a push service to its answer.",
      buckets: shortBuckets,
      registers,
    }),
  };
}
