import { kilobyte } from "../../shared/limits.ts";
import { createVersionMemory } from "../assistants/workflows/version-memory.ts";
import { ChunkFlusher } from "../chat/generation/chunk-flusher.ts";
import { type GenerateDeps, generateReply } from "../chat/generation/generate-reply.ts";
import { GenerationRunner, type RunnerDeps } from "../chat/generation/generation-runner.ts";
import type { ReplyPlaces } from "../chat/messages/start-transaction.ts";
import { openDatabase } from "../platform/db/client.ts";
import { startWorkers } from "../platform/jobs/work.ts";
import type { Pace } from "../platform/pace.ts";
import { ScheduledBackups } from "./backups/scheduled-backups.ts";
import type { Config } from "./config.ts";
import { createDueChecks } from "./due-checks.ts";
import { createGivenUpJobs, createJobHandlers, type JobDeps } from "./job-handlers.ts";
import type { NodeParts } from "./node-parts.ts";
import { queues } from "./queues.ts";
import { secretInFolder } from "./server-secret.ts";

/** The worker of a node. Disposing it hands over its replies in progress. */
export interface WorkerNode extends AsyncDisposable {
  /** Number of replies in progress. */
  readonly running: number;
  /** Reserves a place for a reply that this node is about to store. */
  hold: ReplyPlaces["hold"];
  /** Accepts no more replies or jobs; replies in progress continue until disposal. */
  close(): Promise<void>;
  /** Stops a generation if this node is writing it. */
  stop(generationId: string): void;
  /** Checks for due jobs. */
  lookForJobs(): Promise<void>;
}

/** Dependencies of a worker. */
export type WorkerDeps = Pick<NodeParts, "platform" | "chat" | "push" | "models" | "pace"> &
  Pick<JobDeps, "mail">;

/** A worker's settings: concurrency, reply length, delivery and retention. */
export type WorkerSettings = Pick<
  Config,
  | "generationsPerNode"
  | "mostReplyKilobytes"
  | "analytics"
  | "retention"
  | "backup"
  | "dataDir"
  | "jwtSecretKey"
>;

/** Starts to run jobs, and to take over generations of dead workers. */
export async function startWorker(
  { platform, chat, push, models, pace, mail }: WorkerDeps,
  settings: WorkerSettings,
): Promise<WorkerNode> {
  const { generationsPerNode: limit, mostReplyKilobytes, analytics, retention } = settings;
  const { sql, log, metrics } = platform;
  const { provider, windowOf } = models;
  await using opening = new AsyncDisposableStack();
  const { flusher, ...deps } = openWriting(opening, { platform, chat, models });
  const mostReplyBytes = mostReplyKilobytes * kilobyte;
  const generate: RunnerDeps["generate"] = (id, waits) =>
    generateReply({ ...deps, flusher, mostReplyBytes }, id, waits);
  const runner = opening.use(
    new GenerationRunner({ sql, log, metrics, flusher, pace, limit, generate }),
  );
  await runner.patrol();
  const backups = openBackups(opening, platform, settings);
  const jobDeps: JobDeps = {
    platform,
    chat,
    push,
    provider,
    windowOf,
    mail,
    analytics,
    listModels: () => models.catalog.list(),
    retention,
    runner,
    backups,
  };
  const work = await startJobWork(jobDeps, { limit, pace });
  let closed: Promise<void> | undefined;
  const close = () => {
    runner.close();
    return (closed ??= Promise.resolve(work[Symbol.asyncDispose]()));
  };
  const opened = opening.move();
  return {
    get running() {
      return runner.running;
    },
    hold: () => runner.hold(),
    close,
    stop: (id) => flusher.stop(id),
    lookForJobs: () => work.lookForJobs(),
    async [Symbol.asyncDispose]() {
      // Stop jobs first, or this node would fetch what it hands over. A job in progress may be
      // waiting for a place, which only the runner's end frees, so both end together.
      await Promise.all([close(), opened.disposeAsync()]);
    },
  };
}

/** Starts this node's workers on the queues. */
function startJobWork(deps: JobDeps, { limit, pace }: { limit: number; pace: Pace }) {
  const { platform, backups } = deps;
  const { sql, log, metrics, tracer, jobs } = platform;
  return startWorkers({
    boss: jobs.boss,
    sql,
    queues,
    log,
    metrics,
    tracer,
    pace,
    isDue: createDueChecks({ ...deps, pace }),
    leaves: new Set(backups ? [] : (["backup"] as const)),
    mostAtOnce: limit,
    handlers: createJobHandlers(deps),
    givenUp: createGivenUpJobs(deps),
  });
}

/** The schedule's backups; null without a schedule. */
function openBackups(
  opening: AsyncDisposableStack,
  platform: WorkerDeps["platform"],
  config: WorkerSettings,
): ScheduledBackups | null {
  const { backup, dataDir } = config;
  const { schedule } = backup;
  if (schedule === null) return null;
  const readSecret = () => secretInFolder(config);
  const settings = { ...backup, schedule };
  return opening.use(new ScheduledBackups({ platform, settings, dataDir, readSecret }));
}

/**
 * Opens what writes replies. Chunks have a dedicated connection, so tokens do not queue behind
 * requests.
 */
function openWriting(
  opening: AsyncDisposableStack,
  { platform, chat, models: { provider, windowOf } }: Omit<WorkerDeps, "pace" | "mail" | "push">,
): Omit<GenerateDeps, "mostReplyBytes"> {
  const { databaseUrl, log, metrics } = platform;
  const { nodeId, publish } = chat;
  const onStray = () => metrics.strayTransactions.inc();
  const { sql } = opening.use(openDatabase(databaseUrl, 1, { onStray }));
  const flusher = new ChunkFlusher({ sql, nodeId, log, metrics, publish });
  const versions = createVersionMemory(metrics);
  return { ...chat, log, flusher, provider, windowOf, versions };
}
