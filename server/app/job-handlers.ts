import { countAllEvents } from "../analytics/count-events.ts";
import { deliverBatch } from "../analytics/deliver-batch.ts";
import { makeBatches } from "../analytics/make-batches.ts";
import type { PriceSources } from "../analytics/read-prices.ts";
import { giveUpAttachment, processAttachment } from "../chat/attachments/process-attachment.ts";
import type { GenerationRunner } from "../chat/generation/generation-runner.ts";
import { giveUpImport, runImport } from "../chat/imports/run-import.ts";
import { indexMessages } from "../chat/search/index-messages.ts";
import { failSummary, writeSummary } from "../chat/summaries/write-summary.ts";
import { titleThread } from "../chat/threads/title-thread.ts";
import { type DeliverDeps, deliverMail, giveUpMail } from "../mail/deliver-mail.ts";
import { mailOfReply } from "../mail/mail-of-reply.ts";
import { deliverPush } from "../push/deliver-push.ts";
import type { WindowOf } from "../models/context/context-windows.ts";
import type { Provider } from "../models/provider.ts";
import type { GivenUpJobs, JobHandlers } from "../platform/jobs/work.ts";
import type { AnalyticsConfig } from "./analytics-settings.ts";
import type { ScheduledBackups } from "./backups/scheduled-backups.ts";
import { cleanUp, CleanUpError } from "./clean-up.ts";
import type { NodeParts } from "./node-parts.ts";
import type { JobPayloads } from "./queues.ts";
import type { Retention } from "./retention-settings.ts";

/** Dependencies of a node's job handlers. */
export interface JobDeps extends Pick<NodeParts, "platform" | "chat" | "push"> {
  provider: Provider;
  windowOf: WindowOf;
  mail: Pick<DeliverDeps, "transport" | "links" | "brand">;
  analytics: Pick<AnalyticsConfig, "receiver" | "prices">;
  listModels: PriceSources["listModels"];
  retention: Retention;
  runner: GenerationRunner;
  /** Null on a node without a schedule, which leaves such jobs to others. */
  backups: ScheduledBackups | null;
}

/** The handlers of all jobs, by queue. */
export function createJobHandlers(deps: JobDeps): JobHandlers<JobPayloads> {
  const { platform, chat, push, provider, windowOf, mail, analytics, retention, runner } = deps;
  const { listModels, backups } = deps;
  const { db, sql, log, metrics, jobs } = platform;
  const title = { ...chat, provider };
  return {
    generation: ({ generationId }) => startGeneration(runner, generationId),
    attachment: ({ attachmentId }, attempt) =>
      processAttachment(chat, { attachmentId, lane: "quick" }, attempt),
    attachment_long: (file, attempt) => processAttachment(chat, file, attempt),
    import: ({ importId }, attempt) => runImport(chat, importId, attempt),
    title: (payload, { last }) => titleThread(title, payload, last),
    summary: (payload, run) => writeSummary({ ...title, windowOf }, payload, run),
    mail: ({ mailId }, { last }) => deliverMail({ db, log, metrics, ...mail }, mailId, last),
    unseen: (reply) => mailOfReply(chat, reply),
    push: (job, { last }) => deliverPush({ ...push, brand: mail.brand }, job, last),
    analytics: ({ batchId }, { last }) =>
      deliverBatch({ sql, log, metrics, receiver: analytics.receiver }, batchId, last),
    async rollup(_, { signal }) {
      await countAllEvents({ sql, metrics, prices: analytics.prices, listModels }, signal);
      if (analytics.receiver) await makeBatches({ db, jobs: jobs.queue }, signal);
    },
    search: (_, { signal }) => indexMessages(db, signal),
    cleanup: (_, { signal }) => runCleanUp({ sql, log, metrics, retention }, signal),
    backup: async (_, { signal }) => backups?.run(signal),
  };
}

/**
 * Records the failure of work whose jobs killed or outlasted their workers, without running it
 * again.
 */
export function createGivenUpJobs({
  platform,
  chat,
  provider,
  backups,
}: Pick<JobDeps, "platform" | "chat" | "provider" | "backups">): GivenUpJobs<JobPayloads> {
  return {
    attachment: ({ attachmentId }) => giveUpAttachment(chat, attachmentId),
    attachment_long: ({ attachmentId }) => giveUpAttachment(chat, attachmentId),
    import: ({ importId }) => giveUpImport(chat, importId),
    title: (payload) => titleThread({ ...chat, provider }, { ...payload, askModel: false }, true),
    summary: ({ messageId }) => failSummary(platform.db, messageId, "workers_lost"),
    mail: ({ mailId }) => giveUpMail(platform, mailId),
    backup: async () => backups?.giveUp(),
  };
}

/**
 * The job is done once its generation has started: from then on the lease guards it. A generation
 * without a free place waits for one here, unless the patrol of a node that has one is faster. A
 * full node fetches no jobs and leaves them to the others.
 */
async function startGeneration(runner: GenerationRunner, generationId: string): Promise<void> {
  if (runner.isClosed) throw new Error("this node takes no more jobs");
  await runner.startInTurn(generationId);
}

/** Cleans up, and logs what could not be deleted: the job fails with it. */
async function runCleanUp(
  {
    sql,
    log,
    metrics,
    retention,
  }: Pick<NodeParts["platform"], "sql" | "log" | "metrics"> & { retention: Retention },
  signal: AbortSignal,
): Promise<void> {
  const tell = (deleted: Readonly<Record<string, number>>) => {
    metrics.cacheEvictions.inc({ level: "table" }, deleted["cacheBeyond"] ?? 0);
    log.debug(deleted, "cleaned up");
  };
  try {
    tell(await cleanUp(sql, signal, retention));
  } catch (error) {
    if (error instanceof CleanUpError) {
      tell(error.deleted);
      for (const { sweep, rowId, error: err } of error.failures)
        log.error({ err, sweep, rowId }, "could not clean up");
    }
    throw error;
  }
}
