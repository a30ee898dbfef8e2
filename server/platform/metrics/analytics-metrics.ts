import { Histogram, type Registry } from "prom-client";
import { analyticsKinds } from "../../../shared/analytics.ts";
import { shortBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Metrics of the analytics. */
export function analyticsMetrics(registry: Registry) {
  const registers = [registry];
  return {
    analyticsEvents: fromZero("kind", analyticsKinds, {
      name: "chatkit_analytics_events_total",
      help: "Events that this node added to the figures, by kind.",
      registers,
    }),
    analyticsDeliveries: fromZero("outcome", ["delivered", "retried", "failed"], {
      name: "chatkit_analytics_deliveries_total",
      help: "Tries to deliver a batch of events, by outcome: delivered, to be retried, or failed for good.",
      registers,
    }),
    analyticsDeliveryTime: new Histogram({
      name: "chatkit_analytics_delivery_seconds",
      help: "From posting a batch of events to the receiver's response.",
      buckets: shortBuckets,
      registers,
    }),
  };
}
