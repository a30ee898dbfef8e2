import { createVersionMemory } from "../assistants/workflows/version-memory.ts";
import { ChunkFlusher } from "../chat/generation/chunk-flusher.ts";
import { generateReply } from "../chat/generation/generate-reply.ts";
import { GenerationRunner } from "../chat/generation/generation-runner.ts";
import type { ReplyPlaces } from "../chat/messages/start-transaction.ts";
import { openDatabase } from "../platform/db/client.ts";
import type { Pace } from "../platform/pace.ts";
import { startWorkers } from "../platform/jobs/work.ts";
import { createDueChecks } from "./due-checks.ts";
import { createGivenUpJobs, createJobHandlers, type JobDeps } from "./job-handlers.ts";
import { queues } from "./queues.ts";

/** The part of a node that writes replies. Disposing hands over what it was writing. */
export interface WorkerNode extends AsyncDisposable {
  /** How many replies it is writing. */
  readonly running: number;
  /** Holds a place for a reply that is being stored on this node. */
  hold: ReplyPlaces["hold"];
  /** Takes no more replies and no more jobs for them; those that run go on until it is disposed of. */
  close(): Promise<void>;
  /** Stops a generation, if it is being written here. */
  stop(generationId: string): void;
  /** Looks for jobs that are due now. */
  lookForJobs(): Promise<void>;
}

/** What a worker needs of its node. */
export interface WorkerOptions extends Omit<JobDeps, "runner"> {
  databaseUrl: string;
  pace: Pace;
  /** Most replies at once. */
  limit: number;
  /** Longest reply, in bytes of UTF-8. */
  mostReplyBytes: number;
}

/** Starts to take jobs, and looks after what dead workers left behind. */
export async function startWorker(options: WorkerOptions): Promise<WorkerNode> {
  const { services, provider, log, databaseUrl, pace, limit, mostReplyBytes } = options;
  const { sql, nodeId, publish, metrics } = services;
  await using opening = new AsyncDisposableStack();
  // A connection of its own: tokens do not queue behind requests.
  const onStray = () => metrics.strayTransactions.inc();
  const flushing = opening.use(openDatabase(databaseUrl, 1, { onStray }));
  const flusher = new ChunkFlusher({ sql: flushing.sql, nodeId, log, metrics, publish });
  const versions = createVersionMemory(metrics);
  const deps = { ...services, log, flusher, provider, versions, mostReplyBytes };
  const generate = (id: string) => generateReply(deps, id);
  const runner = opening.use(
    new GenerationRunner({ sql, log, metrics, flusher, pace, limit, generate }),
  );
  await runner.patrol();
  const jobDeps: JobDeps = { ...options, runner };
  const work = await startWorkers({
    boss: options.jobs.boss,
    sql,
    queues,
    log,
    metrics,
    pace,
    isDue: createDueChecks(options),
    mostAtOnce: limit,
    handlers: createJobHandlers(jobDeps),
    givenUp: createGivenUpJobs(jobDeps),
  });
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
      // No more jobs first, or this node would fetch what it hands over. The job in hand may be
      // waiting for room, which the runner's end gives, so both end together.
      await Promise.all([close(), opened.disposeAsync()]);
    },
  };
}
