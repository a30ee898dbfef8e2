import { Counter, Histogram, type Registry } from "prom-client";
import { createBoundedLabel } from "./bounded-label.ts";
import { shortBuckets } from "./buckets.ts";

/** Maximum number of workflows in labels. */
const mostWorkflows = 100;

/** Metrics of new chat sessions. */
export function sessionMetrics(registry: Registry) {
  const registers = [registry];
  return {
    sessionsCreated: new Counter({
      name: "chatkit_sessions_created_total",
      help: "Chat sessions created on this node, by workflow; beyond a hundred workflows, other.",
      labelNames: ["workflow_id"] as const,
      registers,
    }),
    sessionTime: new Histogram({
      name: "chatkit_session_duration_seconds",
      help: "Time to create a chat session.",
      buckets: shortBuckets,
      registers,
    }),
    workflowLabel: createBoundedLabel(mostWorkflows),
  };
}
