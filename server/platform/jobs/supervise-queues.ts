import type { PgBoss } from "pg-boss";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { Pace } from "../pace.ts";

/**
 * How often pg-boss gives up jobs of dead workers, records queue statistics and deletes old jobs,
 * in milliseconds. No jobs run on an idle node, and its statistics are shown in steps of ten
 * minutes.
 */
const pauseMs = { liveMs: 60_000, idleMs: 300_000 };

/** Dependencies of the upkeep. */
export interface SuperviseDeps {
  boss: Pick<PgBoss, "supervise">;
  log: Logger;
  metrics: Pick<Metrics, "jobQueueErrors">;
  pace: Pick<Pace, "every">;
}

/**
 * Runs pg-boss's maintenance, which its own timer would run once a minute on an idle node too.
 * Nodes share it: pg-boss claims each pass in the database. Disposing waits for a running pass.
 */
export function superviseQueues({ boss, log, metrics, pace }: SuperviseDeps): AsyncDisposable {
  let passing: Promise<void> | undefined;
  const pass = async () => {
    try {
      await boss.supervise();
    } catch (error) {
      metrics.jobQueueErrors.inc();
      log.warn({ err: error }, "job queue");
    }
  };
  const passes = pace.every({
    ...pauseMs,
    run() {
      passing ??= pass().finally(() => {
        passing = undefined;
      });
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      passes[Symbol.dispose]();
      await passing;
    },
  };
}
