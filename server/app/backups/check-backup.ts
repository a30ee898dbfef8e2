import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { megabyte } from "../../../shared/limits.ts";
import type { LoadedBackup } from "../../platform/backup/load-backup.ts";
import {
  enoughBytes,
  inMegabytes,
  newDatabaseBytes,
  readFreeBytes,
} from "../../platform/db/disk-room.ts";
import { takeFileLock } from "../../platform/db/embedded-lock.ts";
import { startEmbeddedPostgres } from "../../platform/db/embedded-postgres.ts";
import { CheckTroubleError } from "./check-trouble-error.ts";
import { plainReason } from "./plain-reason.ts";
import { provesUnreadable } from "./proves-unreadable.ts";

/** Beginning of the names of the folders in which backups are checked. */
const folderName = "backup-check-";

/** Where a backup is checked, and how large the database is. */
export interface CheckPlace {
  dataDir: string;
  /** In bytes. */
  databaseBytes: number;
}

/**
 * Restores a backup into a PostgreSQL that is started for this alone, in a new folder beside the
 * data, and deletes it again.
 *
 * @throws CheckTroubleError when that cannot be done; any other error when it cannot be restored
 */
export async function checkBackup(
  source: AsyncIterable<Uint8Array>,
  place: CheckPlace,
): Promise<LoadedBackup> {
  try {
    return await restoreBeside(source, place);
  } catch (cause) {
    if (provesUnreadable(cause)) throw cause;
    throw new CheckTroubleError(plainReason(cause), { cause });
  }
}

async function restoreBeside(
  source: AsyncIterable<Uint8Array>,
  place: CheckPlace,
): Promise<LoadedBackup> {
  const { dataDir } = place;
  await mkdir(dataDir, { recursive: true });
  await removeLeftovers(dataDir);
  await requireRoomFor(place);
  const folder = await mkdtemp(join(dataDir, folderName));
  try {
    // What is thrown away need not survive a crash.
    const settings = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };
    await using server = await startEmbeddedPostgres({ dataDir: folder, settings });
    // Loaded where it is needed: with the job queue, it is half of a backup's modules.
    const { restoreDatabase } = await import("../restore-database.ts");
    return await restoreDatabase(server.url, source, { replace: false, report: () => {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The database beside a full disk becomes read only: its write-ahead log and indexes count too. */
async function requireRoomFor({ dataDir, databaseBytes }: CheckPlace): Promise<void> {
  const needed = databaseBytes * 1.5 + newDatabaseBytes + enoughBytes + 256 * megabyte;
  const free = await readFreeBytes(dataDir);
  if (free < needed)
    throw new CheckTroubleError(
      `checking it needs ${inMegabytes(needed)} MB at ${dataDir}, and ${inMegabytes(free)} MB are free: make room, or leave the check out with --no-check or BACKUP_CHECK=off`,
    );
}

/** A folder of a check is locked this long after it was made at the latest, in milliseconds. */
const lockedWithinMs = 60_000;

/** A check that was killed leaves its folder behind, with everything in it. Others are still at it. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((each) => each.startsWith(folderName));
  for (const name of names) {
    const folder = join(dataDir, name);
    if (await isLeftOver(folder)) await rm(folder, { recursive: true, force: true });
  }
}

/** Another check may remove it at the same time: then there is nothing left over. */
async function isLeftOver(folder: string): Promise<boolean> {
  try {
    const { birthtimeMs, mtimeMs } = await stat(folder);
    if (Date.now() - Math.max(birthtimeMs, mtimeMs) < lockedWithinMs) return false;
    using lock = takeFileLock(join(folder, "postgres.lock"));
    return lock !== null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT" || code === "SQLITE_CANTOPEN") return false;
    throw error;
  }
}
