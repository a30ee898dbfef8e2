import { constants } from "node:fs";
import { access, exists, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { keptSecret } from "../kept-secret.ts";
import { DiskGuard } from "./disk-guard.ts";
import { lowBytes, newDatabaseBytes, requireRoom } from "./disk-room.ts";
import {
  obtainPostgresBinaries,
  type PostgresBinaries,
  readBinaryVersion,
} from "./embedded-binaries.ts";
import { type Cluster, openCluster, readClusterMajor } from "./embedded-cluster.ts";
import { databaseAddress, makeDatabase } from "./embedded-database.ts";
import { endLeftover } from "./embedded-leftover.ts";
import { takeFileLock } from "./embedded-lock.ts";
import { runOnFreePort, runPostgres } from "./embedded-process.ts";
import { type CopyDatabase, finishUpgrade, upgradeCluster } from "./embedded-upgrade.ts";
import { type KeeperOptions, PostgresKeeper } from "./postgres-keeper.ts";
import { removeOtherPrograms } from "./unpack-postgres.ts";

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
  /** Copies a database that an older major version has made; without it, such a folder is refused. */
  copyDatabase?: CopyDatabase;
  /** `postgresql.conf` settings by name, such as `{ fsync: "off" }` for tests. */
  settings?: Readonly<Record<string, string>>;
}

/**
 * Starts PostgreSQL on the data folder, created at the first start, on a free loopback port, and
 * keeps it running. Works as root and as any other user. Stops a server left over from a killed
 * process. Copies a database of an older major version first. Rejects with what to do when the folder
 * is in use, not writable, short of space, or of a major version that cannot be copied.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { dataDir, onProgress = () => {}, log = silent } = options;
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
  const binaries = await obtainPostgresBinaries(dataDir, onProgress);
  const { cluster, version, password } = await prepareCluster(options, binaries);
  await removeOtherPrograms(dataDir, binaries);
  onProgress(`starting PostgreSQL ${version}`);
  const server = await runOnFreePort(cluster, processOptions(options, binaries.postgres));
  const url = databaseAddress(server, password);
  const guard = new DiskGuard({
    folder: dataDir,
    url: databaseAddress(server, password, "postgres"),
    log,
  });
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
  await makeDatabase(server, password);
  const owned = resources.move();
  return {
    url,
    version,
    lost: keeper.lost,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Creates the cluster in a locked data folder, or copies it if another major version has made it. */
async function prepareCluster(
  { dataDir, copyDatabase, settings = {}, onProgress = () => {} }: EmbeddedPostgresOptions,
  binaries: PostgresBinaries,
): Promise<{ cluster: Cluster; version: string; password: string }> {
  const folder = join(dataDir, "postgres");
  const version = await readBinaryVersion(binaries.postgres);
  await finishUpgrade(folder);
  await endLeftover(folder, onProgress);
  const password = await keptSecret(join(dataDir, "postgres-password"));
  const major = await readClusterMajor(folder);
  if (major !== null && major !== version.split(".")[0]) {
    const place = { dataDir, folder, password, binaries, version };
    await upgradeCluster(major, { ...place, copyDatabase, settings, onProgress });
  }
  const cluster = await openCluster(folder, binaries, { password, version, onProgress });
  return { cluster, version, password };
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

function processOptions({ dataDir, settings = {} }: EmbeddedPostgresOptions, program: string) {
  return { postgres: program, logFile: join(dataDir, "postgres.log"), settings };
}
