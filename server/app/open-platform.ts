import { newId } from "../../shared/ids.ts";
import { Cache } from "../platform/cache/cache.ts";
import { type DatabaseClient, openDatabase } from "../platform/db/client.ts";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres.ts";
import { describeMigration, migrateDatabase } from "../platform/db/migrate.ts";
import { type Jobs, startJobs } from "../platform/jobs/boss.ts";
import { Limits } from "../platform/limits/limits.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { traceStatements } from "../platform/tracing/trace-statements.ts";
import { noTracer, type Tracer } from "../platform/tracing/tracer.ts";
import type { Config } from "./config.ts";
import { copyDatabase } from "./copy-database.ts";
import { type JobPayloads, queues } from "./queues.ts";

/** What every district builds on. */
export interface Platform extends Pick<DatabaseClient, "db" | "sql"> {
  /** Identifies this node to the others. */
  nodeId: string;
  /** With its password. */
  databaseUrl: string;
  /** Resolves when this node's embedded database cannot be restarted. */
  lost: Promise<Error>;
  jobs: Jobs<JobPayloads>;
  limits: Limits;
  cache: Cache;
  log: Logger;
  metrics: Metrics;
  tracer: Tracer;
}

/** Reports a step of the start. */
export type Progress = (step: string) => void;

/** Dependencies of the platform. */
export interface PlatformDeps {
  log: Logger;
  metrics: Metrics;
  tracer: Tracer;
  progress: Progress;
  /** The embedded database of all processes of this start; null to use the settings. */
  sharedDatabase: string | null;
}

/** Opens the database, runs migrations, and starts the job queue, rate limits and cache. */
export async function openPlatform(
  opening: AsyncDisposableStack,
  config: Config,
  deps: PlatformDeps,
): Promise<Platform> {
  const { log, metrics, tracer, progress } = deps;
  const { url: databaseUrl, lost } = await openServer(opening, config, deps);
  progress(describeMigration(await migrateDatabase(databaseUrl, progress)));
  const { db, sql } = opening.use(openPool(databaseUrl, config, deps));
  const working = config.role !== "web";
  const jobDeps = { queues, databaseUrl, sql, working, log, metrics, tracer };
  return {
    nodeId: newId("authSession").slice(-8),
    databaseUrl,
    lost,
    db,
    sql,
    jobs: opening.use(await startJobs(jobDeps)),
    limits: new Limits({ sql, log, metrics }, config.rateLimits),
    cache: opening.use(new Cache({ sql, log, metrics, now: () => performance.now() })),
    log,
    metrics,
    tracer,
  };
}

/**
 * Connects to the configured database server, or starts an embedded one, which can be lost for
 * good.
 */
async function openServer(
  opening: AsyncDisposableStack,
  { databaseUrl, dataDir }: Config,
  { log, progress, sharedDatabase }: PlatformDeps,
): Promise<{ url: string; lost: Promise<Error> }> {
  const url = sharedDatabase ?? databaseUrl;
  if (url !== null) return { url, lost: new Promise(() => {}) };
  const settings = { dataDir, onProgress: progress, log, copyDatabase };
  return opening.use(await startEmbeddedPostgres(settings));
}

/** The pool for requests, with timed and traced statements. */
function openPool(
  url: string,
  { databasePoolSize }: Config,
  { metrics, tracer }: Pick<PlatformDeps, "metrics" | "tracer">,
): DatabaseClient {
  return openDatabase(url, databasePoolSize, {
    ...(tracer === noTracer ? {} : { onStatement: traceStatements(tracer) }),
    onAnswer: (ms) => metrics.statementTime.observe(ms / 1_000),
    onStray: () => metrics.strayTransactions.inc(),
  });
}
