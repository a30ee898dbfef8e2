import { type BackupSettings } from "../../server/app/backup-settings.ts";
import { ScheduledBackups } from "../../server/app/backups/scheduled-backups.ts";
import { readConfig } from "../../server/app/config.ts";
import { type JobPayloads, queues } from "../../server/app/queues.ts";
import { openDatabase } from "../../server/platform/db/client.ts";
import { startJobs } from "../../server/platform/jobs/boss.ts";
import { type JobHandlers, startWorkers } from "../../server/platform/jobs/work.ts";
import { createLog, type Logger } from "../../server/platform/log.ts";
import { createMetrics } from "../../server/platform/metrics/create-metrics.ts";
import { noTracer } from "../../server/platform/tracing/tracer.ts";
import type { PacedTask } from "../../server/platform/pace.ts";

/** The part of a node that makes scheduled backups, with these settings as an operator sets them. */
export function openBackupNode(
  databaseUrl: string,
  variables: Record<string, string>,
  log: Logger = createLog("silent"),
) {
  const { backup, dataDir } = readConfig({ BACKUP_SCHEDULE: "* * * * *", ...variables });
  const opening = new AsyncDisposableStack();
  const client = opening.use(openDatabase(databaseUrl, 2));
  const { sql } = client;
  const metrics = createMetrics();
  const platform = { sql, databaseUrl, log, metrics };
  const settings = { ...backup, schedule: requireSchedule(backup) };
  const readSecret = async () => "s".repeat(32);
  const backups = opening.use(new ScheduledBackups({ platform, settings, dataDir, readSecret }));
  return {
    sql,
    metrics,
    backups,
    run: () => backups.run(new AbortController().signal),
    /** Runs its jobs. Each look makes the scheduled ones that are due. */
    async work() {
      const jobs = opening.use(
        await startJobs({
          queues,
          databaseUrl,
          sql,
          working: true,
          log,
          metrics,
          tracer: noTracer,
        }),
      );
      const tasks: PacedTask[] = [];
      const pace = {
        touch() {},
        every(task: PacedTask) {
          tasks.push(task);
          return { [Symbol.dispose]() {} };
        },
      };
      const nothing = async () => {};
      const handlers: JobHandlers<JobPayloads> = {
        generation: nothing,
        title: nothing,
        summary: nothing,
        attachment: nothing,
        attachment_long: nothing,
        import: nothing,
        mail: nothing,
        unseen: nothing,
        push: nothing,
        analytics: nothing,
        rollup: nothing,
        search: nothing,
        cleanup: nothing,
        backup: (_, { signal }) => backups.run(signal),
      };
      opening.use(
        await startWorkers({
          boss: jobs.boss,
          sql,
          queues,
          log,
          metrics,
          tracer: noTracer,
          pace,
          isDue: { backup: () => backups.isDue(), rollup: no, search: no, cleanup: no },
          mostAtOnce: 1,
          handlers,
        }),
      );
      return () => tasks.forEach((task) => task.run());
    },
    [Symbol.asyncDispose]: () => opening.disposeAsync(),
  };
}

const no = () => false;

function requireSchedule({ schedule }: BackupSettings) {
  if (schedule === null) throw new Error("no schedule");
  return schedule;
}
