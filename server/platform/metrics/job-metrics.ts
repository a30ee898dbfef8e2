import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { queueNames } from "../../../shared/job-names.ts";
import type { QueueDepth } from "../../../shared/jobs.ts";
import { jobBuckets } from "./buckets.ts";
import { fromZero } from "./from-zero.ts";
import { sameOnAll } from "./observe.ts";

/** Metrics of the jobs that a node has run. */
export function jobMetrics(registry: Registry) {
  const registers = [registry];
  const labelNames = ["queue"] as const;
  return {
    jobTries: new Counter({
      name: "chatkit_job_tries_total",
      help: "Tries of jobs on this node, by queue and outcome: done or failed.",
      labelNames: ["queue", "outcome"] as const,
      registers,
    }),
    jobsDead: fromZero("queue", queueNames, {
      name: "chatkit_jobs_dead_total",
      help: "Jobs that failed for good on this node, by queue.",
      registers,
    }),
    jobWait: new Histogram({
      name: "chatkit_job_wait_seconds",
      help: "From a job becoming ready to a worker starting it, by queue.",
      labelNames,
      buckets: jobBuckets,
      registers,
    }),
    jobRun: new Histogram({
      name: "chatkit_job_run_seconds",
      help: "From a worker starting a job to its end, by queue; a generation's ends when the node has a place for the next.",
      labelNames,
      buckets: jobBuckets,
      registers,
    }),
  };
}

/** The job states in `/metrics`. */
const states = ["waiting", "later", "running", "failed", "dead"] as const;

/**
 * Adds the number of jobs; without samples while it is unknown.
 *
 * @param read the depth of every queue, or null. Never rejects
 */
export function observeJobs(
  registry: Registry,
  read: () => Promise<readonly QueueDepth[] | null>,
): void {
  const jobs = new Gauge({
    name: "chatkit_jobs",
    help: `Jobs by queue and state: waiting, delayed, running, failed and to be retried, or dead. ${sameOnAll}`,
    aggregator: "max",
    labelNames: ["queue", "state"] as const,
    registers: [],
    async collect() {
      this.reset();
      for (const depth of (await read()) ?? [])
        for (const state of states) this.set({ queue: depth.queue, state }, depth[state]);
    },
  });
  const oldest = new Gauge({
    name: "chatkit_jobs_oldest_seconds",
    help: `How long the oldest ready job has waited, by queue; 0 without one. ${sameOnAll}`,
    aggregator: "max",
    labelNames: ["queue"] as const,
    registers: [],
    async collect() {
      this.reset();
      for (const { queue, oldestSeconds } of (await read()) ?? [])
        this.set({ queue }, oldestSeconds ?? 0);
    },
  });
  registry.registerMetric(jobs);
  registry.registerMetric(oldest);
}
