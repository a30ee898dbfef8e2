import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { type DatabaseClient, openDatabase } from "../../platform/db/client.ts";
import { embeddedName } from "../../platform/db/embedded-cluster.ts";
import { startEmbeddedPostgres } from "../../platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../../platform/db/migrate.ts";

/** Connections that a command needs. */
const poolSize = 2;

/**
 * Opens the server's database, migrated, for an operator's command: the one at `DATABASE_URL`, or
 * the embedded one, which is started unless the server is running it.
 */
export async function reachDatabase(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  report: (step: string) => void,
): Promise<DatabaseClient> {
  await using opening = new AsyncDisposableStack();
  const { url } = opening.use(await reachServer(config, report));
  await migrateDatabase(url, report);
  const client = opening.use(openDatabase(url, poolSize));
  const opened = opening.move();
  return { ...client, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

/** The server's database, for the time of a command. */
export interface ReachedServer extends AsyncDisposable {
  /** With its password. */
  url: string;
  /** Whether the command has started PostgreSQL itself. */
  isOwn: boolean;
}

/**
 * The same without a connection and without migrations. Disposing stops what this has started.
 *
 * @param report null for a command that changes nothing: it does not copy the database of an older
 *   PostgreSQL, and rejects
 */
export async function reachServer(
  { databaseUrl, dataDir }: Pick<Config, "databaseUrl" | "dataDir">,
  report: ((step: string) => void) | null,
): Promise<ReachedServer> {
  const url = databaseUrl ?? (await runningEmbedded(dataDir));
  if (url !== null) return { url, isOwn: false, async [Symbol.asyncDispose]() {} };
  const server = await (report === null
    ? startEmbeddedPostgres({ dataDir })
    : startEmbeddedPostgres({
        dataDir,
        onProgress: report,
        // Loaded where it is needed: with the job queue, it is most of a command's modules.
        copyDatabase: async (...copying) =>
          (await import("../copy-database.ts")).copyDatabase(...copying),
      }));
  return {
    url: server.url,
    isOwn: true,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The address of a running server's embedded database; null if none answers. */
async function runningEmbedded(dataDir: string): Promise<string | null> {
  try {
    const pidFile = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8");
    const password = (await readFile(join(dataDir, "postgres-password"), "utf8")).trim();
    // PostgreSQL writes its port on the fourth line.
    const port = Number(pidFile.split("\n")[3]);
    const url = `postgres://${embeddedName}:${password}@127.0.0.1:${port}/${embeddedName}`;
    await using client = openDatabase(url, 1);
    await client.sql`select 1`;
    return url;
  } catch {
    // It does not exist yet, or its server was killed: starting it finds out which.
    return null;
  }
}
