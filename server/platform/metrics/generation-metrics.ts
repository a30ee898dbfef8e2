import { Counter, Histogram, type Registry } from "prom-client";
import { longBuckets, shortBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";

/** Metrics of the replies that a node writes. */
export function generationMetrics(registry: Registry) {
  const registers = [registry];
  return {
    queueWait: new Histogram({
      name: "chatkit_generation_queue_seconds",
      help: "From a message being sent to a worker taking its reply.",
      buckets: shortBuckets,
      registers,
    }),
    firstText: new Histogram({
      name: "chatkit_generation_first_text_seconds",
      help: "From a message being sent to the first committed text of its reply.",
      buckets: longBuckets,
      registers,
    }),
    generationTime: new Histogram({
      name: "chatkit_generation_seconds",
      help: "From a message being sent to the end of its reply.",
      buckets: longBuckets,
      registers,
    }),
    generationsEnded: new Counter({
      name: "chatkit_generations_ended_total",
      help: "Replies that have ended, by how.",
      labelNames: ["status"] as const,
      registers,
    }),
    stopLatency: new Histogram({
      name: "chatkit_generation_stop_seconds",
      help: "From somebody asking for a stop to the durable end of the reply.",
      buckets: shortBuckets,
      registers,
    }),
    takeovers: fromZero("after", ["handover", "loss"], {
      name: "chatkit_generation_takeovers_total",
      help: "Replies that this node took over from another attempt: after a handover in good order, or after the loss of its worker.",
      registers,
    }),
    fenced: new Counter({
      name: "chatkit_generation_fenced_total",
      help: "Replies that this node was writing when another owner had taken them, or they were gone.",
      registers,
    }),
    leftToLease: new Counter({
      name: "chatkit_generation_left_to_lease_total",
      help: "Replies that this node gave up in a fault of its own or of the database; another takes them over when the lease ends.",
      registers,
    }),
  };
}
