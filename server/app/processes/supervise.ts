import { MetricsServer } from "../../api/http/metrics-server.ts";
import { originOf } from "../../api/http/listen-error.ts";
import { requireBuild } from "../../api/http/static-files.ts";
import { startEmbeddedPostgres } from "../../platform/db/embedded-postgres.ts";
import { describeMigration, migrateDatabase } from "../../platform/db/migrate.ts";
import { freePort, requireFreePort } from "../../platform/free-port.ts";
import { programFile } from "../../platform/program-files.ts";
import type { Config } from "../config.ts";
import type { RunDeps } from "../terminal.ts";
import { connectionSettings } from "./connection-settings.ts";
import { NodeKeeper } from "./node-keeper.ts";
import { lockPort } from "./port-lock.ts";
import { ProcessesMetrics } from "./processes-metrics.ts";
import { type NodeCommand, spawnNode } from "./spawn-node.ts";

/** What a supervisor needs. */
export interface SuperviseDeps extends RunDeps {
  /** How to run this program once more. */
  command: NodeCommand;
  /** Filled with the processes as they are made, so that they can be ended during the start. */
  keepers: NodeKeeper[];
}

/** Several node processes on one port, with what they share. */
export interface Supervisor {
  /** Such as `http://localhost:8000`. */
  origin: string;
  /** The address that serves `/metrics`. */
  metricsOrigin: string;
  /** Resolves when the embedded database, or a process, cannot be kept running. */
  lost: Promise<{ what: "database" | "process"; error: Error }>;
  /** Lets all hand over, then ends what they share. Resolves with the exit status of all. */
  close(): Promise<number>;
}

/**
 * Starts what the processes of one start share, and then all of them side by side: the embedded
 * database, its migrations, and the port for metrics. If a step fails, the previous ones are closed
 * again and the error is thrown, in the words of a single node.
 */
export async function startSupervisor(
  config: Config,
  count: number,
  deps: SuperviseDeps,
): Promise<Supervisor> {
  const { log, keepers } = deps;
  await using opening = new AsyncDisposableStack();
  const { host, role } = config;
  // Find the operator's mistakes before anything starts.
  const port = config.port === 0 ? freePort(host) : config.port;
  opening.use(lockPort(host, port));
  const metrics = new ProcessesMetrics(() => keepers);
  const metricsOrigin = openMetricsPort(opening, config, { metrics, log });
  if (role !== "worker" && config.devAssetsUrl === null)
    await requireBuild(programFile("dist/web"));
  const database = await openDatabase(opening, config, { count, deps });
  const shared = { port, databaseUrl: database.embeddedUrl };
  for (let place = 1; place <= count; place++)
    keepers.push(keepNode({ place, ...shared }, metrics, deps));
  await allStarted(keepers);
  const opened = opening.move();
  let closing: Promise<number> | undefined;
  const lost = keepers.map((keeper) =>
    keeper.lost.then((error) => ({ what: "process" as const, error })),
  );
  return {
    origin: originOf(host, port),
    metricsOrigin: metricsOrigin ?? originOf(host, port),
    lost: Promise.race([
      ...lost,
      database.lost.then((error) => ({ what: "database" as const, error })),
    ]),
    close: () => (closing ??= closeAll(keepers, opened)),
  };
}

async function closeAll(
  keepers: readonly NodeKeeper[],
  shared: AsyncDisposableStack,
): Promise<number> {
  const statuses = await Promise.all(keepers.map((keeper) => keeper.close()));
  await shared.disposeAsync();
  return Math.max(...statuses);
}

/** The page of all processes answers here before they are ready and until they have drained. */
function openMetricsPort(
  opening: AsyncDisposableStack,
  { host, metricsPort: port, metricsToken: token }: Config,
  { metrics, log }: { metrics: ProcessesMetrics } & Pick<RunDeps, "log">,
): string | null {
  if (port === null) return null;
  requireFreePort(host, port, "METRICS_PORT");
  return opening.use(new MetricsServer({ source: metrics, log }, { host, port, token })).origin;
}

/** Starts the embedded database unless another one is configured, and brings it up to date. */
async function openDatabase(
  opening: AsyncDisposableStack,
  { databaseUrl, dataDir, databasePoolSize }: Config,
  { count, deps: { log, terminal } }: { count: number; deps: RunDeps },
): Promise<{ embeddedUrl: string | null; lost: Promise<Error> }> {
  const progress = (step: string) => terminal.say(`· ${step}`);
  const embedded =
    databaseUrl === null
      ? opening.use(
          await startEmbeddedPostgres({
            dataDir,
            onProgress: progress,
            log,
            // Loaded once in years, for another major version.
            copyDatabase: async (...copying) =>
              (await import("../copy-database.ts")).copyDatabase(...copying),
            settings: connectionSettings(count, databasePoolSize),
          }),
        )
      : null;
  const url = databaseUrl ?? embedded?.url ?? "";
  progress(describeMigration(await migrateDatabase(url, progress)));
  return { embeddedUrl: embedded?.url ?? null, lost: embedded?.lost ?? new Promise(() => {}) };
}

function keepNode(
  start: { place: number; port: number; databaseUrl: string | null },
  metrics: ProcessesMetrics,
  { log, command }: SuperviseDeps,
): NodeKeeper {
  return new NodeKeeper({
    place: start.place,
    spawn: (take) => spawnNode(command, start, take),
    page: () =>
      metrics.metrics().catch((error: unknown) => {
        log.error({ err: error }, "the metrics of all processes could not be read");
        return null;
      }),
    onEnded: () => metrics.restarted(),
    log,
  });
}

/** Rejects with the first reason why one could not start, when none is left running. */
async function allStarted(keepers: readonly NodeKeeper[]): Promise<void> {
  try {
    await Promise.all(keepers.map((keeper) => keeper.started));
  } catch (error) {
    for (const keeper of keepers) keeper.kill();
    await Promise.all(keepers.map((keeper) => keeper.close()));
    throw error;
  }
}
