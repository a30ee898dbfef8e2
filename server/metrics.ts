import { policyNames } from "./limits/policies.ts";
import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What this node tells Prometheus. Times are seconds; label values are few and known. */
export type Metrics = ReturnType<typeof createMetrics>;

/** From a millisecond to ten seconds: waits of the server's own making. */
const shortBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** From fifty milliseconds to half an hour: waits for a model. */
const longBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

/** Generations in one flush: up to what one node may write at once, and then some. */
const flushBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

/** Makes the metrics of one node, all at zero. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    ...generationMetrics(registry),
    ...flushMetrics(registry),
    ...streamMetrics(registry),
    ...connectionMetrics(registry),
    ...requestMetrics(registry),
    ...limitMetrics(registry),
    ...mailMetrics(registry),
  };
}

/** A counter whose label takes these values, told as zero from the start: a rise from nothing goes unseen. */
function fromZero<Label extends string>(
  label: Label,
  values: readonly string[],
  options: { name: string; help: string; registers: Registry[] },
): Counter<Label> {
  const counter = new Counter({ ...options, labelNames: [label] });
  for (const value of values) counter.labels(value).inc(0);
  return counter;
}

function generationMetrics(registry: Registry) {
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

function flushMetrics(registry: Registry) {
  const registers = [registry];
  return {
    flushTime: new Histogram({
      name: "chatkit_flush_seconds",
      help: "Time of one group commit of generations' text.",
      buckets: shortBuckets,
      registers,
    }),
    flushSize: new Histogram({
      name: "chatkit_flush_generations",
      help: "Generations in one group commit.",
      buckets: flushBuckets,
      registers,
    }),
    flushFailures: new Counter({
      name: "chatkit_flush_failures_total",
      help: "Group commits that the database refused or did not answer; each is tried again.",
      registers,
    }),
  };
}

function streamMetrics(registry: Registry) {
  const registers = [registry];
  return {
    streamsOpened: new Counter({
      name: "chatkit_streams_opened_total",
      help: "Subscriptions by log and by how they began: without a cursor, resumed after one, anew because the cursor was no good, or behind the end.",
      labelNames: ["log", "outcome"] as const,
      registers,
    }),
    streamGaps: fromZero("log", ["generation"], {
      name: "chatkit_stream_gaps_total",
      help: "Entries that were not the next ones of their log. Anything but zero is a fault.",
      registers,
    }),
    socketsCut: fromZero("reason", ["stalled", "overflow"], {
      name: "chatkit_sockets_cut_total",
      help: "Sockets that this node cut off: their clients took nothing for too long, or too much waited for them.",
      registers,
    }),
  };
}

function limitMetrics(registry: Registry) {
  const registers = [registry];
  return {
    sessionReuses: new Counter({
      name: "chatkit_session_reuses_total",
      help: "Auth sessions ended because a secret was shown that had been followed by another.",
      registers,
    }),
    limitRefusals: fromZero("policy", policyNames, {
      name: "chatkit_rate_limit_refusals_total",
      help: "Calls refused because there were too many, by the limit they reached.",
      registers,
    }),
    limitStoreFailures: new Counter({
      name: "chatkit_rate_limit_store_failures_total",
      help: "Counts of rate limits that the database refused or did not answer; they were made in memory.",
      registers,
    }),
  };
}

function mailMetrics(registry: Registry) {
  const registers = [registry];
  return {
    mails: new Counter({
      name: "chatkit_mails_total",
      help: "Tries to hand a mail over, by its kind and by how they ended: sent, failed for good, or to be tried again.",
      labelNames: ["kind", "outcome"] as const,
      registers,
    }),
    mailTime: new Histogram({
      name: "chatkit_mail_seconds",
      help: "From the event that asks for a mail to the mail server taking it.",
      buckets: longBuckets,
      registers,
    }),
  };
}

/** What a node says of its connections to the database besides the pool. */
function connectionMetrics(registry: Registry) {
  const registers = [registry];
  return {
    listenReplaced: fromZero("reason", ["closed", "silent"], {
      name: "chatkit_listen_replaced_total",
      help: "LISTEN connections that were replaced, because they were closed or because they were silent.",
      registers,
    }),
    logReadFailures: new Counter({
      name: "chatkit_log_read_failures_total",
      help: "Reads of hinted logs that the database refused or did not answer; each is tried again.",
      registers,
    }),
    jobQueueErrors: new Counter({
      name: "chatkit_job_queue_errors_total",
      help: "Errors of the job queue, which goes on by itself.",
      registers,
    }),
  };
}

function requestMetrics(registry: Registry) {
  return {
    calls: new Histogram({
      name: "chatkit_call_seconds",
      help: "Time of a procedure to its answer (of a subscription: to its start), by outcome: ok or the refusal's code.",
      labelNames: ["procedure", "outcome"] as const,
      buckets: shortBuckets,
      registers: [registry],
    }),
  };
}
