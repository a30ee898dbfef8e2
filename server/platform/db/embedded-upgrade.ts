import { exists, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { newDatabaseBytes, requireRoom } from "./disk-room.ts";
import type { PostgresBinaries } from "./embedded-binaries.ts";
import { openCluster } from "./embedded-cluster.ts";
import { databaseAddress, makeDatabase } from "./embedded-database.ts";
import { endLeftover } from "./embedded-leftover.ts";
import { runOnFreePort } from "./embedded-process.ts";
import { pickPostgresUser } from "./embedded-user.ts";
import { findOlderBinaries, waysToGetBinaries } from "./older-binaries.ts";

/** Copies everything from one database to another, empty one; rejects unless all of it arrived. */
export type CopyDatabase = (
  from: string,
  to: string,
  report: (step: string) => void,
) => Promise<void>;

/** A data folder whose cluster another major version has made. */
export interface ClusterUpgrade {
  dataDir: string;
  /** The cluster, in the data folder. */
  folder: string;
  password: string;
  binaries: PostgresBinaries;
  /** The version of these, such as `18.4`. */
  version: string;
  /** Absent for a program that only uses the database. */
  copyDatabase?: CopyDatabase | undefined;
  settings: Readonly<Record<string, string>>;
  onProgress(text: string): void;
}

/** The copy while it is made, and once it is whole. */
const placesOf = (folder: string) => ({ draft: `${folder}.upgrade`, whole: `${folder}.upgraded` });

/**
 * Makes a new cluster of this version with everything from the one of the older major version, and
 * puts it in its place. The old one is only read, and kept beside the new one as `postgres-17`. An
 * upgrade that is broken off begins again at the next start.
 *
 * @param major the older major version, such as `17`
 * @throws Error with what to do when the old programs are missing, or there is no room
 */
export async function upgradeCluster(major: string, upgrade: ClusterUpgrade): Promise<void> {
  const { folder, onProgress, version } = upgrade;
  const kept = `${folder}-${major}`;
  const { draft, whole } = placesOf(folder);
  const copy = await requireUpgradable(major, upgrade, kept);
  await endLeftover(draft, onProgress);
  await rm(draft, { recursive: true, force: true });
  onProgress(`copying the database from PostgreSQL ${major} to ${version}`);
  await copyCluster(upgrade, { ...copy, draft, major });
  await rename(draft, whole);
  await rename(folder, kept);
  await rename(whole, folder);
  onProgress(
    `the database is on PostgreSQL ${version}; the old one is kept in ${kept}, delete it when all is well`,
  );
}

/** Finishes an upgrade that ended between its last two steps; undoes one that ended before them. */
export async function finishUpgrade(folder: string): Promise<void> {
  const { whole } = placesOf(folder);
  if (!(await exists(whole))) return;
  if (await exists(folder)) await rm(whole, { recursive: true, force: true });
  else await rename(whole, folder);
}

async function requireUpgradable(
  major: string,
  { dataDir, folder, version, copyDatabase }: ClusterUpgrade,
  kept: string,
): Promise<{ older: PostgresBinaries; copyDatabase: CopyDatabase }> {
  const madeBy = `${folder} was made by PostgreSQL ${major}, and this is ${version}`;
  if (Number(major) > Number.parseInt(version, 10))
    throw new Error(
      `${madeBy}: start the newer release of ChatKit that made it, or set DATA_DIR to another folder`,
    );
  const older = await findOlderBinaries({ major, dataDir });
  if (!older)
    throw new Error(
      [
        `${madeBy}. To copy it, ChatKit needs the programs of PostgreSQL ${major}, which are not on this machine. Get them and start again:`,
        ...waysToGetBinaries({ major, dataDir }).map((command) => `    ${command}`),
        "Nothing has been changed. Or go back to the release of before (docs/operations/upgrades.md).",
      ].join("\n"),
    );
  if (!copyDatabase)
    throw new Error(`${madeBy}: start the server once, which copies it to the new version`);
  if (await exists(kept))
    throw new Error(
      `${kept} is in the way of the old database: move or delete it, and start again`,
    );
  return { older, copyDatabase };
}

async function copyCluster(
  upgrade: ClusterUpgrade,
  given: { older: PostgresBinaries; copyDatabase: CopyDatabase; draft: string; major: string },
): Promise<void> {
  const { dataDir, folder, password, binaries, version, settings, onProgress } = upgrade;
  const { older, copyDatabase, draft, major } = given;
  const processOf = ({ postgres: program }: PostgresBinaries, logFile: string) => ({
    postgres: program,
    logFile: join(dataDir, logFile),
    settings,
  });
  const oldCluster = { folder, user: await pickPostgresUser(folder, older.postgres) };
  await using from = await runOnFreePort(oldCluster, processOf(older, `postgres-${major}.log`));
  await makeDatabase(from, password);
  const source = databaseAddress(from, password);
  await requireRoom(dataDir, 1.5 * (await readBytes(source)) + newDatabaseBytes);
  const newCluster = await openCluster(draft, binaries, { password, version, onProgress });
  await using to = await runOnFreePort(newCluster, processOf(binaries, "postgres.log"));
  await makeDatabase(to, password);
  await copyDatabase(source, databaseAddress(to, password), onProgress);
}

/** The size of a database on the disk. */
async function readBytes(url: string): Promise<number> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql<{ bytes: string }[]>`
      select pg_database_size(current_database()) as bytes`;
    return Number(row?.bytes ?? 0);
  } finally {
    await sql.end();
  }
}
