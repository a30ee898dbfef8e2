import { Counter, Histogram, type Registry } from "prom-client";
import { longBuckets, shortBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Metrics of the replies that a node writes. */
export function generationMetrics(registry: Registry) {
  const registers = [registry];
  return {
    queueWait: new Histogram({
      name: "chatkit_generation_queue_seconds",
      help: "From sending a message to a worker claiming its reply.",
      buckets: shortBuckets,
      registers,
    }),
    firstText: new Histogram({
      name: "chatkit_generation_first_text_seconds",
      help: "From sending a message to the first committed text of its reply.",
      buckets: longBuckets,
      registers,
    }),
    generationTime: new Histogram({
      name: "chatkit_generation_seconds",
      help: "From sending a message to the end of its reply.",
      buckets: longBuckets,
      registers,
    }),
    generationsEnded: new Counter({
      name: "chatkit_generations_ended_total",
      help: "Replies that have ended, by status.",
      labelNames: ["status"] as const,
      registers,
    }),
    stopLatency: new Histogram({
      name: "chatkit_generation_stop_seconds",
      help: "From a stop request to the durable end of the reply.",
      buckets: shortBuckets,
      registers,
    }),
    takeovers: fromZero("after", ["handover", "loss"], {
      name: "chatkit_generation_takeovers_total",
      help: "Replies that this node took over from an earlier attempt: after a handover, or after the loss of its worker.",
      registers,
    }),
    fenced: new Counter({
      name: "chatkit_generation_fenced_total",
      help: "Replies that this node was writing when another owner took them, or when they were deleted.",
      registers,
    }),
    leftToLease: new Counter({
      name: "chatkit_generation_left_to_lease_total",
      help: "Replies that this node gave up because of an error of its own or of the database; another takes them over when the lease expires.",
      registers,
    }),
  };
}
