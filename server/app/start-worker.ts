import type { PgBoss } from "pg-boss";
import type { AnalyticsConfig } from "./analytics-settings.ts";
import { giveUpAttachment, processAttachment } from "../chat/attachments/process-attachment.ts";
import { countAllEvents } from "../analytics/count-events.ts";
import { deliverBatch } from "../analytics/deliver-batch.ts";
import { makeBatches } from "../analytics/make-batches.ts";
import { cleanUp } from "./clean-up.ts";
import { openDatabase } from "../platform/db/client.ts";
import { ChunkFlusher } from "../chat/generation/chunk-flusher.ts";
import { generateReply } from "../chat/generation/generate-reply.ts";
import { GenerationRunner } from "../chat/generation/generation-runner.ts";
import type { Retention } from "./retention-settings.ts";
import { type GivenUpJobs, type JobHandlers, startWorkers } from "../platform/jobs/work.ts";
import type { Logger } from "../platform/log.ts";
import { type DeliverDeps, deliverMail, giveUpMail } from "../mail/deliver-mail.ts";
import { mailOfReply } from "../mail/mail-of-reply.ts";
import type { Provider } from "../models/provider.ts";
import { titleThread } from "../chat/threads/title-thread.ts";
import { createVersionMemory } from "../assistants/workflows/version-memory.ts";
import type { Services } from "../api/trpc/request-context.ts";

/** The part of a node that writes replies. Disposing hands over what it was writing. */
export interface WorkerNode extends AsyncDisposable {
  /** How many replies it is writing. */
  readonly running: number;
  /** Starts to write a reply, if there is room. */
  start(generationId: string): void;
  /** Somebody wants this generation stopped. */
  stop(generationId: string): void;
}

/** What a worker needs of its node. */
export interface WorkerOptions {
  services: Services;
  provider: Provider;
  log: Logger;
  boss: PgBoss;
  databaseUrl: string;
  mail: Pick<DeliverDeps, "transport" | "links">;
  analytics: Pick<AnalyticsConfig, "receiver">;
  retention: Retention;
  /** Most replies at once. */
  limit: number;
  /** Longest reply, in bytes of UTF-8. */
  mostReplyBytes: number;
}

/** Starts to take jobs, and looks after what dead workers left behind. */
export async function startWorker(options: WorkerOptions): Promise<WorkerNode> {
  const { services, provider, log, boss, databaseUrl, limit, mostReplyBytes } = options;
  const { sql, nodeId, publish, metrics } = services;
  await using opening = new AsyncDisposableStack();
  // A connection of its own: tokens do not queue behind requests.
  const onStray = () => metrics.strayTransactions.inc();
  const flushing = opening.use(openDatabase(databaseUrl, 1, { onStray }));
  const flusher = new ChunkFlusher({ sql: flushing.sql, nodeId, log, metrics, publish });
  const versions = createVersionMemory(metrics);
  const deps = { ...services, log, flusher, provider, versions, mostReplyBytes };
  const generate = (id: string) => generateReply(deps, id);
  const runner = opening.use(new GenerationRunner({ sql, log, metrics, flusher, limit, generate }));
  await runner.patrol();
  const work = await startWorkers({
    boss,
    sql,
    log,
    metrics,
    generationsPerNode: limit,
    givenUp: givenUpJobs(options),
    handlers: jobHandlers(options, runner),
  });
  const opened = opening.move();
  return {
    get running() {
      return runner.running;
    },
    start: (id) => runner.start(id),
    stop: (id) => flusher.stop(id),
    async [Symbol.asyncDispose]() {
      // No more jobs first, or this node would fetch what it hands over. The job in hand may be
      // waiting for room, which the runner's end gives, so both end together.
      await Promise.all([work[Symbol.asyncDispose](), opened.disposeAsync()]);
    },
  };
}

/** What this node does about each kind of job. */
function jobHandlers(
  { services, provider, log, mail, analytics, retention }: WorkerOptions,
  runner: GenerationRunner,
): JobHandlers {
  const { sql, metrics } = services;
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
      if (analytics.receiver) await makeBatches(services, signal);
    },
    async cleanup(_, { signal }) {
      const deleted = await cleanUp(sql, signal, retention);
      metrics.cacheEvictions.inc({ level: "table" }, deleted["cacheBeyond"] ?? 0);
      log.debug(deleted, "cleaned up");
    },
  };
}

/** Ends what jobs were about whose workers died, without what they may have died of. */
function givenUpJobs({
  services,
  provider,
  log,
}: Pick<WorkerOptions, "services" | "provider" | "log">): GivenUpJobs {
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
