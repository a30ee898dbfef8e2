import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";

/**
 * How often finished jobs of a batch are settled before the rest, in milliseconds. Most batches
 * finish sooner.
 */
const settleEveryMs = 1_000;

/** Dependencies of running a batch. */
interface BatchDeps {
  boss: Pick<PgBoss, "complete" | "fail">;
  log: Logger;
}

/** A finished job of a batch. */
interface EndedJob {
  job: JobWithMetadata<unknown>;
  result: JobResult;
}

/**
 * Runs the jobs of a batch concurrently. pg-boss settles a batch when all its jobs have ended; if
 * one of them hangs or kills the node, the others would count as lost too, and run again. So
 * finished ones are settled every second.
 *
 * @returns how each job ended; pg-boss skips those already settled
 */
export async function runBatch(
  { boss, log }: BatchDeps,
  name: QueueName,
  {
    jobs,
    run,
  }: {
    jobs: JobWithMetadata<unknown>[];
    run: (job: JobWithMetadata<unknown>) => Promise<JobResult>;
  },
): Promise<JobResult[]> {
  const ended: EndedJob[] = [];
  const results = jobs.map(async (job) => {
    const result = await run(job);
    ended.push({ job, result });
    return result;
  });
  let settling: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (ended.length === 0) return;
    settling ??= settleEnded(boss, name, ended)
      .catch((error: unknown) =>
        log.warn({ err: error, queue: name }, "could not settle finished jobs yet"),
      )
      .finally(() => {
        settling = undefined;
      });
  }, settleEveryMs);
  try {
    return await Promise.all(results);
  } finally {
    clearInterval(timer);
    await settling;
  }
}

/** Settles finished jobs, and removes them from the list. */
async function settleEnded(
  boss: BatchDeps["boss"],
  name: QueueName,
  ended: EndedJob[],
): Promise<void> {
  const now = [...ended];
  const done = now.filter(({ result }) => result.status === "completed");
  if (done.length > 0)
    await boss.complete(
      name,
      done.map(({ job }) => job),
    );
  for (const { job, result } of now)
    if (isRetried(job, result)) await boss.fail(name, job, result.output);
  ended.splice(0, now.length);
}

/**
 * Whether failing it is enough. A job that is given up before its last try waits for the end of the
 * batch.
 */
function isRetried({ retryCount, retryLimit }: JobWithMetadata<unknown>, { status }: JobResult) {
  return status === "failed" || (status === "deadletter" && retryCount >= retryLimit);
}
