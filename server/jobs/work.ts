import type { JobResult, JobWithMetadata, PgBoss } from "pg-boss";
import type { GenerationRunner } from "../generation/generation-runner.ts";
import type { Delivery } from "../mail/deliver-mail.ts";
import type { JobPayloads } from "./job-queue.ts";

/** Most generation jobs fetched at once. */
const largestBatch = 32;

/** pg-boss is woken by notices; this is how often it looks for missed ones, in seconds. */
const pollingIntervalSeconds = 2;

/**
 * Title jobs fetched at once, and fetchers on one node. Few fetchers, for a notice wakes them
 * all; two, so that a slow provider in one batch does not hold up the next.
 */
const titles = { batchSize: 16, localConcurrency: 2 };

/** Mails fetched at once, and fetchers on one node: as many as there are connections to the mail server. */
const mailing = { batchSize: 4, localConcurrency: 2 };

/** A clean-up that starts late harms nobody, so it is looked for seldom, in seconds. */
const cleanupPollingSeconds = 30;

/** What the workers do with each job. */
export interface JobHandlers {
  runner: GenerationRunner;
  /** @param last whether a failure would be the job's last */
  title: (payload: JobPayloads["title"], last: boolean) => Promise<void>;
  mail: (payload: JobPayloads["mail"], last: boolean) => Promise<Delivery>;
  unseen: (payload: JobPayloads["unseen"]) => Promise<void>;
  cleanUp: (signal: AbortSignal) => Promise<void>;
}

/** Taking generation jobs. Disposing stops it; the jobs in hand are left to the runner. */
export type GenerationWork = AsyncDisposable;

/** Starts this node's workers. Stopping pg-boss stops them too. */
export async function startWorkers(boss: PgBoss, handlers: JobHandlers): Promise<GenerationWork> {
  await workOnGenerations(boss, handlers.runner);
  await workOnTitles(boss, handlers.title);
  await workOnMails(boss, handlers.mail);
  await boss.work<JobPayloads["unseen"]>("unseen", { pollingIntervalSeconds }, async (jobs) => {
    for (const job of jobs) await handlers.unseen(job.data);
  });
  const seldom = { pollingIntervalSeconds: cleanupPollingSeconds };
  await boss.work("cleanup", seldom, async (jobs) => {
    for (const job of jobs) await handlers.cleanUp(job.signal);
  });
  return { [Symbol.asyncDispose]: () => boss.offWork("generation") };
}

/**
 * A job is done once its generation is started: from there the lease looks after it, and what
 * found no room is picked up by the patrol of a node that has some. A full node fetches nothing
 * and leaves the jobs to the others.
 */
async function workOnGenerations(boss: PgBoss, runner: GenerationRunner): Promise<void> {
  const batchSize = Math.max(2, Math.min(largestBatch, Math.floor(runner.limit / 4)));
  await boss.work<JobPayloads["generation"]>(
    "generation",
    {
      batchSize,
      // A notice that came before a full batch was fetched does not come again for the rest.
      burstWhenBatchFull: true,
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: pollingIntervalSeconds,
    },
    async (jobs) => {
      if (runner.isClosed) throw new Error("this node takes no more jobs");
      for (const job of jobs) runner.start(job.data.generationId);
      await runner.untilRoom();
    },
  );
}

async function workOnTitles(boss: PgBoss, title: JobHandlers["title"]): Promise<void> {
  await boss.work(
    "title",
    { ...titles, includeMetadata: true, perJobResults: true, pollingIntervalSeconds },
    (jobs: JobWithMetadata<JobPayloads["title"]>[]) =>
      Promise.all(
        jobs.map(async ({ id, data, retryCount, retryLimit }): Promise<JobResult> => {
          try {
            await title(data, retryCount >= retryLimit);
            return { id, status: "completed" };
          } catch (error) {
            return { id, status: "failed", output: { message: String(error) } };
          }
        }),
      ),
  );
}

async function workOnMails(boss: PgBoss, mail: JobHandlers["mail"]): Promise<void> {
  await boss.work(
    "mail",
    { ...mailing, includeMetadata: true, perJobResults: true, pollingIntervalSeconds },
    (jobs: JobWithMetadata<JobPayloads["mail"]>[]) =>
      Promise.all(
        jobs.map(async ({ id, data, retryCount, retryLimit }): Promise<JobResult> => {
          try {
            const delivery = await mail(data, retryCount >= retryLimit);
            return { id, status: jobStatuses[delivery] };
          } catch (error) {
            return { id, status: "failed", output: { message: String(error) } };
          }
        }),
      ),
  );
}

const jobStatuses = { done: "completed", again: "failed", dead: "deadletter" } as const;
