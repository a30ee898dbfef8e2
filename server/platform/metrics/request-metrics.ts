import { Histogram, type Registry } from "prom-client";
import { shortBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Why a request is refused because of its body. */
const requestRefusalReasons = [
  "too_large",
  "rate_limited",
  "unauthenticated",
  "too_slow",
  "broken_off",
] as const;

/** Metrics of requests over HTTP, and of procedures over any transport. */
export function requestMetrics(registry: Registry) {
  const registers = [registry];
  return {
    requestRefusals: fromZero("reason", requestRefusalReasons, {
      name: "chatkit_request_refusals_total",
      help: "Requests over HTTP that this node refused because of their body, by reason: too large, too many bytes at once (rate_limited), a large one with an invalid token, too slow, or broken off.",
      registers,
    }),
    httpRequests: new Histogram({
      name: "chatkit_http_request_seconds",
      help: "Time from a request to the headers of its response, by class of route, method and class of status; an upgrade to a socket is 1xx.",
      labelNames: ["route", "method", "status"] as const,
      buckets: shortBuckets,
      registers,
    }),
    calls: new Histogram({
      name: "chatkit_call_seconds",
      help: "Time from a call to its result (for a subscription: to its start), by outcome: ok or the refusal's code.",
      labelNames: ["procedure", "outcome"] as const,
      buckets: shortBuckets,
      registers,
    }),
  };
}
