import { Counter, type Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";

/** Metrics of database connections outside the pool. */
export function connectionMetrics(registry: Registry) {
  const registers = [registry];
  return {
    listenReplaced: fromZero("reason", ["closed", "silent"], {
      name: "chatkit_listen_replaced_total",
      help: "LISTEN connections that were replaced, because they were closed or because they were silent.",
      registers,
    }),
    logReadFailures: new Counter({
      name: "chatkit_log_read_failures_total",
      help: "Reads of hinted logs that the database refused or did not answer; each is retried.",
      registers,
    }),
    jobQueueErrors: new Counter({
      name: "chatkit_job_queue_errors_total",
      help: "Errors of the job queue, which recovers by itself.",
      registers,
    }),
  };
}
