import type { PgBoss } from "pg-boss";
import { type QueueName, queueNames } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { Pace } from "../pace.ts";
import type { Queues } from "./queue-settings.ts";

/** How often a node checks which scheduled jobs are due, in milliseconds: the shortest schedule. */
const lookMs = 60_000;

/** Whether a scheduled job has work to do. A queue without an entry always does. */
export type DueChecks = Partial<Record<QueueName, () => boolean | Promise<boolean>>>;

/** Dependencies of the schedule. */
export interface ScheduleDeps {
  boss: Pick<PgBoss, "send">;
  queues: Queues;
  /** Checked before a job is created, so that an idle node creates none without work. */
  isDue: DueChecks;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
  pace: Pick<Pace, "every">;
}

/**
 * Creates the jobs of scheduled queues. Every worker node does so; the database accepts one job per
 * period and queue, from whichever node is first. Disposing waits for a running check.
 */
export function makeScheduledJobs(deps: ScheduleDeps): AsyncDisposable {
  const { log, metrics, pace } = deps;
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      for (const name of queueNames) await makeIfDue(deps, name);
    } catch (error) {
      metrics.jobQueueErrors.inc();
      log.warn({ err: error }, "could not create scheduled jobs");
    }
  };
  const looks = pace.every({
    liveMs: lookMs,
    idleMs: lookMs,
    run() {
      looking ??= look().finally(() => {
        looking = undefined;
      });
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      looks[Symbol.dispose]();
      await looking;
    },
  };
}

async function makeIfDue({ boss, queues, isDue }: ScheduleDeps, name: QueueName): Promise<void> {
  const { everySeconds } = queues[name];
  if (everySeconds === undefined) return;
  const check = isDue[name];
  if (check && !(await check())) return;
  await boss.send(name, {}, { singletonSeconds: everySeconds, singletonKey: "schedule" });
}
