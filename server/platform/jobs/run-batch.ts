import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { QueueName } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";

/** How often the jobs of a batch that have ended are settled without the others, in milliseconds. Most batches end sooner. */
const settleEveryMs = 1_000;

/** What running a batch needs of the node. */
interface BatchDeps {
  boss: Pick<PgBoss, "complete" | "fail">;
  log: Logger;
}

/** A job of a batch that has ended. */
interface EndedJob {
  job: JobWithMetadata<unknown>;
  result: JobResult;
}

/**
 * Runs the jobs of a batch side by side. pg-boss settles a batch once all of its jobs have ended; if one of
 * them hangs or kills the node, the others would be taken for lost with it and run again. So those
 * that have ended are settled after a second.
 *
 * @returns how each job ended; pg-boss passes over those that are settled already
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
        log.warn({ err: error, queue: name }, "ended jobs not settled yet"),
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

/** Settles jobs that have ended, and takes them off the list. */
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

/** Whether failing it is all there is to do. One that is given up before its last try waits for the end of the batch. */
function isRetried({ retryCount, retryLimit }: JobWithMetadata<unknown>, { status }: JobResult) {
  return status === "failed" || (status === "deadletter" && retryCount >= retryLimit);
}
