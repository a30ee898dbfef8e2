import { type LoadedBackup, loadBackup } from "../platform/backup/load-backup.ts";
import { openDatabase } from "../platform/db/client.ts";
import { startJobs } from "../platform/jobs/boss.ts";
import { createLog } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { queues } from "./queues.ts";
import { noTracer } from "../platform/tracing/tracer.ts";

/** Loads a backup into the database at this address, with the job queue of this program. */
export function restoreDatabase(
  url: string,
  source: AsyncIterable<Uint8Array>,
  { replace, report }: { replace: boolean; report(step: string): void },
): Promise<LoadedBackup> {
  return loadBackup(url, source, { replace, report, prepareJobs });
}

/** Starts the job queue once, which creates its tables. */
async function prepareJobs(databaseUrl: string): Promise<void> {
  await using client = openDatabase(databaseUrl, 1);
  const metrics = createMetrics();
  const log = createLog("warn");
  const deps = {
    queues,
    databaseUrl,
    sql: client.sql,
    working: false,
    log,
    metrics,
    tracer: noTracer,
  };
  await using _ = await startJobs(deps);
}
