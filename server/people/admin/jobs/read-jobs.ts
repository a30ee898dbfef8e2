import type {
  DeadJob,
  DeadJobCursor,
  ListDeadJobs,
  QueueForAdmin,
} from "../../../../shared/jobs.ts";
import type { JobStore } from "../../../platform/jobs/job-store.ts";
import { redactPayload } from "./redact-payload.ts";

/** The current depth of every queue. */
export async function readQueues(store: JobStore): Promise<{ queues: QueueForAdmin[] }> {
  const depths = await store.depths();
  return { queues: depths.map((depth) => ({ ...depth, ...store.describe(depth.queue) })) };
}

/** A page of dead jobs, latest first, with redacted payloads. */
export async function listDeadJobs(
  store: JobStore,
  { queue, cursor, limit }: ListDeadJobs,
): Promise<{ jobs: DeadJob[]; nextCursor: DeadJobCursor | null }> {
  const found = await store.listDead({ queue, cursor, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    jobs: page.map((job) => ({ ...job, payload: redactPayload(job.payload) })),
    nextCursor: last ? { diedAt: last.diedAt, id: last.id } : null,
  };
}
