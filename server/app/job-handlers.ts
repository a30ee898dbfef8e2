import { countAllEvents } from "../analytics/count-events.ts";
import { deliverBatch } from "../analytics/deliver-batch.ts";
import { makeBatches } from "../analytics/make-batches.ts";
import type { Services } from "../api/trpc/request-context.ts";
import { giveUpAttachment, processAttachment } from "../chat/attachments/process-attachment.ts";
import type { GenerationRunner } from "../chat/generation/generation-runner.ts";
import { titleThread } from "../chat/threads/title-thread.ts";
import { type DeliverDeps, deliverMail, giveUpMail } from "../mail/deliver-mail.ts";
import { mailOfReply } from "../mail/mail-of-reply.ts";
import type { Provider } from "../models/provider.ts";
import type { Jobs } from "../platform/jobs/boss.ts";
import type { GivenUpJobs, JobHandlers } from "../platform/jobs/work.ts";
import type { Logger } from "../platform/log.ts";
import type { AnalyticsConfig } from "./analytics-settings.ts";
import { cleanUp } from "./clean-up.ts";
import type { JobPayloads } from "./queues.ts";
import type { Retention } from "./retention-settings.ts";

/** What the jobs of a node need. */
export interface JobDeps {
  services: Services;
  jobs: Jobs<JobPayloads>;
  provider: Provider;
  log: Logger;
  mail: Pick<DeliverDeps, "transport" | "links">;
  analytics: Pick<AnalyticsConfig, "receiver">;
  retention: Retention;
  runner: GenerationRunner;
}

/** What is done with each job, by its queue. */
export function createJobHandlers(deps: JobDeps): JobHandlers<JobPayloads> {
  const { services, jobs, provider, log, mail, analytics, retention, runner } = deps;
  const files = { ...services, log };
  const title = { ...services, provider, log };
  return {
    generation: ({ generationId }) => startGeneration(runner, generationId),
    attachment: ({ attachmentId }, attempt) =>
      processAttachment(files, { attachmentId, lane: "quick" }, attempt),
    attachment_long: (file, attempt) => processAttachment(files, file, attempt),
    title: (payload, { last }) => titleThread(title, payload, last),
    mail: ({ mailId }, { last }) => deliverMail({ ...services, ...mail }, mailId, last),
    unseen: (reply) => mailOfReply(services, reply),
    analytics: ({ batchId }, { last }) =>
      deliverBatch({ ...services, log, receiver: analytics.receiver }, batchId, last),
    async rollup(_, { signal }) {
      await countAllEvents(services, signal);
      if (analytics.receiver) await makeBatches({ db: services.db, jobs: jobs.queue }, signal);
    },
    async cleanup(_, { signal }) {
      const deleted = await cleanUp(services.sql, signal, retention);
      services.metrics.cacheEvictions.inc({ level: "table" }, deleted["cacheBeyond"] ?? 0);
      log.debug(deleted, "cleaned up");
    },
  };
}

/** Ends what jobs were about whose workers died, without what they may have died of. */
export function createGivenUpJobs({
  services,
  provider,
  log,
}: Pick<JobDeps, "services" | "provider" | "log">): GivenUpJobs<JobPayloads> {
  const deps = { ...services, provider, log };
  return {
    attachment: ({ attachmentId }) => giveUpAttachment(deps, attachmentId),
    attachment_long: ({ attachmentId }) => giveUpAttachment(deps, attachmentId),
    title: (payload) => titleThread(deps, { ...payload, askModel: false }, true),
    mail: ({ mailId }) => giveUpMail(deps, mailId),
  };
}

/**
 * A job is done once its generation is started: from there the lease looks after it, and what
 * found no room is picked up by the patrol of a node that has some. A full node fetches nothing
 * and leaves the jobs to the others.
 */
async function startGeneration(runner: GenerationRunner, generationId: string): Promise<void> {
  if (runner.isClosed) throw new Error("this node takes no more jobs");
  runner.start(generationId);
  await runner.untilRoom();
}
