import type { JobResult, JobWithMetadata } from "pg-boss";
import type { QueueName } from "../../../shared/job-names.ts";
import { isObject } from "../narrow.ts";
import type { Tracer } from "../tracing/tracer.ts";

/** The field of a job's data that names the trace it was sent in. Payloads do not have it. */
const traceField = "traceparent";

/** A payload with the trace in which it is sent, if there is one. */
export function withTrace(payload: object, tracer: Pick<Tracer, "traceparent">): object {
  const traceparent = tracer.traceparent();
  return traceparent === null ? payload : { ...payload, [traceField]: traceparent };
}

/** Runs a try of a job as a step of the trace that sent it, or of its own. */
export function traceJob(
  tracer: Tracer,
  { name, job }: { name: QueueName; job: JobWithMetadata<unknown> },
  run: () => Promise<JobResult>,
): Promise<JobResult> {
  const sent = isObject(job.data) ? job.data[traceField] : undefined;
  const attributes = {
    "messaging.system": "pg_boss",
    "messaging.operation.type": "process",
    "messaging.destination.name": name,
    "messaging.message.id": job.id,
    "chatkit.job.attempt": job.retryCount + 1,
  };
  const from = typeof sent === "string" ? sent : null;
  return tracer.span(
    { name: `job ${name}`, kind: "consumer", isEntry: true, from, attributes },
    async (span) => {
      const result = await run();
      if (result.status !== "completed") span.fail(result.status);
      return result;
    },
  );
}
