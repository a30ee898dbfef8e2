import { Counter, Histogram, type Registry } from "prom-client";
import { createBoundedLabel } from "./bounded-label.ts";
import { longBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Maximum number of models in labels: the server's, and those that workflows name. */
const mostModels = 100;

/** Metrics of calls to the provider. */
export function providerMetrics(registry: Registry) {
  const registers = [registry];
  return {
    providerCalls: new Histogram({
      name: "chatkit_provider_call_seconds",
      help: "Time of a call to the provider with its retries, by outcome: completed, aborted by this server, or the failure's code.",
      labelNames: ["provider", "outcome"] as const,
      buckets: longBuckets,
      registers,
    }),
    providerFirstByte: new Histogram({
      name: "chatkit_provider_first_byte_seconds",
      help: "From a request to the provider to the first byte of its response; each retry counts.",
      labelNames: ["provider"] as const,
      buckets: longBuckets,
      registers,
    }),
    providerRetries: fromZero(
      "reason",
      ["provider_rate_limited", "provider_unavailable", "provider_unreachable"],
      {
        name: "chatkit_provider_retries_total",
        help: "Requests to the provider that were retried, by the preceding failure.",
        registers,
      },
    ),
    failovers: new Counter({
      name: "chatkit_failovers_total",
      help: "Replies started by a fallback model, by the failure of the requested model.",
      labelNames: ["reason"] as const,
      registers,
    }),
    tokens: new Counter({
      name: "chatkit_tokens_total",
      help: "Tokens as reported by the provider, by direction (in, out) and model; beyond a hundred models, other.",
      labelNames: ["direction", "model"] as const,
      registers,
    }),
    modelLabel: createBoundedLabel(mostModels),
  };
}
