import { openDatabase } from "../platform/db/client.ts";
import { startJobs } from "../platform/jobs/boss.ts";
import { createLog } from "../platform/log.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { noTracer } from "../platform/tracing/tracer.ts";
import { queues } from "./queues.ts";

/** Starts the job queue once, which brings its tables and queues up to date. */
export async function prepareJobs(databaseUrl: string): Promise<void> {
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
