import { join } from "node:path";
import { type Config, type Env, readConfig } from "../../server/app/config.ts";
import { copyDatabase } from "../../server/app/copy-database.ts";
import { startEmbeddedPostgres } from "../../server/platform/db/embedded-postgres.ts";
import { createLog } from "../../server/platform/log.ts";
import { describeDatabase, describeModel } from "../../server/app/describe-config.ts";
import { freePort, requireFreePort } from "../../server/platform/free-port.ts";
import { startAssets } from "./assets.ts";
import { describeFound } from "./found-models.ts";
import { startServer } from "./server-process.ts";
import { watchSources } from "./watch-sources.ts";

export interface DevOptions {
  root: string;
  env: Env;
  argv: readonly string[];
  /** Aborts to stop everything. */
  stopping: AbortSignal;
}

/**
 * Runs the database, the app's assets with hot reload, and the server, until stopped; then ends all
 * of them. Rejects, with nothing left running, when one of them cannot start.
 */
export async function runDev({ root, env, argv, stopping }: DevOptions): Promise<void> {
  const devEnv = { ...env, NODE_ENV: "development" };
  const config = readConfig(devEnv, argv);
  requireFreePort(config.host, config.port);
  await using resources = new AsyncDisposableStack();

  const assetsPort = freePort(config.host);
  const assets = startAssets(join(root, "web", "vite.config.ts"), {
    host: config.host,
    port: assetsPort,
    basePath: config.basePath,
  });
  const opened = assets.catch(() => null);
  resources.defer(async () => (await opened)?.close());
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => {});
  const databaseUrl = config.databaseUrl ?? (await openDatabase(config, resources, lost.reject));
  await assets;
  if (stopping.aborted) return;

  const port = config.port || freePort(config.host);
  const url = `http://${localName(config.host)}:${port}`;
  const server = resources.use(
    startServer({
      command: [process.execPath, "--no-orphans", "server/main.ts", ...argv],
      cwd: root,
      url,
      env: {
        // Bun allows 256 concurrent fetches by default; every reply in progress is one.
        BUN_CONFIG_MAX_HTTP_REQUESTS: "65535",
        ...devEnv,
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        CHATKIT_DEV_ASSETS: `http://${localName(config.host)}:${assetsPort}`,
      },
    }),
  );
  const stopped = new Promise<void>((resolve) =>
    stopping.addEventListener("abort", () => resolve()),
  );
  await Promise.race([server.ready, stopped, lost.promise]);
  if (!stopping.aborted) {
    const folders = ["server", "shared", "drizzle"].map((name) => join(root, name));
    resources.use(watchSources(folders, server.restart));
    printRest(config, await describeFound(config, { databaseUrl, origin: url + config.basePath }));
    await Promise.race([stopped, lost.promise]);
  }
  console.log("\nstopping …");
}

async function openDatabase(
  config: Config,
  resources: AsyncDisposableStack,
  onLost: (reason: Error) => void,
): Promise<string> {
  const onProgress = (text: string) => console.log(`${text} …`);
  const { dataDir, logLevel } = config;
  const log = createLog(logLevel);
  const settings = { dataDir, onProgress, log, copyDatabase };
  const database = resources.use(await startEmbeddedPostgres(settings));
  void database.lost.then(onLost);
  return database.url;
}

/** The host to type into a browser on this machine, for a listening address. */
function localName(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * The server has just printed that it is ready, and where; this prints what only this process
 * knows.
 */
function printRest(config: Config, found: string | null): void {
  console.log(`  database: ${describeDatabase(config)}`);
  console.log(`  model:    ${describeModel(config)}`);
  if (found !== null) console.log(`  found:    ${found}`);
  console.log("  stop:     Ctrl-C\n");
}
