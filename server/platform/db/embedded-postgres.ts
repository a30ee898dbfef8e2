import { constants } from "node:fs";
import { access, exists, mkdir } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { freePort } from "../free-port.ts";
import { keptSecret } from "../kept-secret.ts";
import { DiskGuard } from "./disk-guard.ts";
import { lowBytes, newDatabaseBytes, requireRoom } from "./disk-room.ts";
import { findPostgresBinaries } from "./embedded-binaries.ts";
import { type Cluster, embeddedName, openCluster } from "./embedded-cluster.ts";
import { endLeftover } from "./embedded-leftover.ts";
import { takeFileLock } from "./embedded-lock.ts";
import { PostgresStartError, type RunningPostgres, runPostgres } from "./embedded-process.ts";
import { type KeeperOptions, PostgresKeeper } from "./postgres-keeper.ts";

/** A PostgreSQL server of this process. Disposing stops it and releases the data folder. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Connection URL with the password. */
  url: string;
  /** For example `18.4`. */
  version: string;
  /** Resolves when the server crashed and could not be restarted; otherwise never. */
  lost: Promise<Error>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute. The database goes into its subfolder `postgres`, which is created if missing. */
  dataDir: string;
  /** Called with a short description of each step that can take a while. */
  onProgress?: (text: string) => void;
  /** Logs crashes, restarts and a full disk. */
  log?: KeeperOptions["log"];
  /** Pauses before each restart attempt, in milliseconds; by default the usual ones. */
  restartPausesMs?: readonly number[];
  /** `postgresql.conf` settings by name, such as `{ fsync: "off" }` for tests. */
  settings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL on the data folder, created at the first start, on a free loopback port, and
 * keeps it running. Works as root and as any other user. Stops a server left over from a killed
 * process. Rejects with one clear sentence when the folder is in use, not writable, short of space,
 * or of another major version.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, onProgress = () => {}, log = silent } = options;
  const binaries = findPostgresBinaries();
  await makeWritable(dataDir);
  const folder = join(dataDir, "postgres");
  await requireRoom(dataDir, (await exists(folder)) ? lowBytes : newDatabaseBytes);
  await using resources = new AsyncDisposableStack();
  const lock = takeFileLock(join(dataDir, "postgres.lock"));
  if (!lock) {
    throw new Error(
      `another ChatKit already uses the data folder ${dataDir}; stop it, or set DATA_DIR to another`,
    );
  }
  resources.use(lock);
  const version = await readVersion(binaries.postgres);
  await endLeftover(folder, onProgress);
  const password = await keptSecret(join(dataDir, "postgres-password"));
  const cluster = await openCluster(folder, binaries, { password, version, onProgress });
  onProgress(`starting PostgreSQL ${version}`);
  const server = await runOnFreePort(cluster, options, binaries.postgres);
  const base = `postgres://${embeddedName}:${password}@127.0.0.1:${server.port}`;
  const guard = new DiskGuard({ folder: dataDir, url: `${base}/postgres`, log });
  const keeper = resources.use(
    new PostgresKeeper(server, {
      folder: dataDir,
      start: (signal) =>
        runPostgres(cluster, {
          ...processOptions(options, binaries.postgres),
          port: server.port,
          keepLog: true,
          signal,
        }),
      onBack: () => guard.lookAfresh(),
      log,
      ...(options.restartPausesMs ? { pausesMs: options.restartPausesMs } : {}),
    }),
  );
  resources.use(guard);
  await guard.start();
  await makeDatabase(base);
  const owned = resources.move();
  return {
    url: `${base}/${embeddedName}`,
    version,
    lost: keeper.lost,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const silent: KeeperOptions["log"] = { error() {}, info() {}, warn() {} };

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason =
      cause instanceof Error && "code" in cause && typeof cause.code === "string"
        ? ` (${cause.code})`
        : "";
    throw new Error(
      `the data folder ${dataDir} cannot be written${reason}; set DATA_DIR to another`,
      { cause },
    );
  }
}

async function readVersion(program: string): Promise<string> {
  const child = Bun.spawn([program, "--version"], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const words = await new Response(child.stdout).text();
  const complaint = await new Response(child.stderr).text();
  const version = /(?<![\d.])(\d+(?:\.\d+)?)$/.exec(words.trimEnd())?.[1];
  if ((await child.exited) === 0 && version) return version;
  throw new Error(
    `the embedded PostgreSQL does not run on this machine; set DATABASE_URL (${complaint.trim()})`,
  );
}

/** Another program may take the free port before PostgreSQL does. */
const portAttempts = 5;

function processOptions({ dataDir, settings = {} }: EmbeddedPostgresOptions, program: string) {
  return { postgres: program, logFile: join(dataDir, "postgres.log"), settings };
}

async function runOnFreePort(
  cluster: Cluster,
  options: EmbeddedPostgresOptions,
  program: string,
): Promise<RunningPostgres> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runPostgres(cluster, { ...processOptions(options, program), port: freePort() });
    } catch (error) {
      const portTaken =
        error instanceof PostgresStartError &&
        /could not bind|could not create any TCP/.test(error.log);
      if (!portTaken || attempt === portAttempts) throw error;
    }
  }
}

async function makeDatabase(base: string): Promise<void> {
  const sql = postgres(`${base}/postgres`, { max: 1, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${embeddedName}`;
    if (found.length === 0) await sql`create database ${sql(embeddedName)}`;
  } finally {
    await sql.end();
  }
}
