import type { PgBoss } from "pg-boss";
import { type QueueName, queueNames } from "../../../shared/job-names.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { Pace } from "../pace.ts";
import type { Queues } from "./queue-settings.ts";

/** How often a node looks which scheduled jobs are due, in milliseconds: the shortest schedule there is. */
const lookMs = 60_000;

/** Whether a scheduled job would find anything to do. A queue without an entry always would. */
export type DueChecks = Partial<Record<QueueName, () => boolean | Promise<boolean>>>;

/** What the schedule needs of its node. */
export interface ScheduleDeps {
  boss: Pick<PgBoss, "send">;
  queues: Queues;
  /** Asked before a job is made: an idle node makes none that has nothing to do. */
  isDue: DueChecks;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
  pace: Pick<Pace, "every">;
}

/**
 * Makes the jobs of queues that have a schedule. Every working node does so; the database takes one
 * job per period and queue, whichever node is first. Disposing waits for the look that runs.
 */
export function makeScheduledJobs(deps: ScheduleDeps): AsyncDisposable {
  const { log, metrics, pace } = deps;
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      for (const name of queueNames) await makeIfDue(deps, name);
    } catch (error) {
      metrics.jobQueueErrors.inc();
      log.warn({ err: error }, "scheduled jobs not made");
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
