import { Histogram, type Registry } from "prom-client";
import { shortBuckets } from "./buckets.ts";

/** What a node says of what it is asked: requests over HTTP, and procedures by every way in. */
export function requestMetrics(registry: Registry) {
  return {
    httpRequests: new Histogram({
      name: "chatkit_http_request_seconds",
      help: "Time of a request to the head of its answer, by class of route, method and class of status; an upgrade to a socket is 1xx.",
      labelNames: ["route", "method", "status"] as const,
      buckets: shortBuckets,
      registers: [registry],
    }),
    calls: new Histogram({
      name: "chatkit_call_seconds",
      help: "Time of a procedure to its answer (of a subscription: to its start), by outcome: ok or the refusal's code.",
      labelNames: ["procedure", "outcome"] as const,
      buckets: shortBuckets,
      registers: [registry],
    }),
  };
}
