import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { megabyte } from "../../../shared/limits.ts";

/**
 * Below this the disk counts as full, in bytes: PostgreSQL ends when it cannot make its next
 * write-ahead segment, and makes segments of 16 MB faster than the disk is looked at.
 */
export const lowBytes = 24 * megabyte;

/** At this the disk counts as having room again, in bytes. Above the other, so that nothing flaps. */
export const enoughBytes = 40 * megabyte;

/** What a new database takes before anything is in it, and a start on top of that, in bytes. */
export const newDatabaseBytes = 96 * megabyte;

/** Size of the reserve, in bytes: a recovery writes a segment of 16 MB and the blocks that it mends. */
const reserveBytes = 24 * megabyte;

/** Least room for starting PostgreSQL again after a crash, in bytes; the reserve gives more than that. */
export const restartBytes = 20 * megabyte;

/** Bytes that are free for ordinary users on the folder's file system. */
export async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @throws Error naming the folder when it has fewer bytes free than needed */
export async function requireRoom(folder: string, neededBytes: number): Promise<void> {
  const free = await readFreeBytes(folder);
  if (free >= neededBytes) return;
  throw new Error(
    `disk full at ${folder}: ${inMegabytes(free)} MB are free, and ChatKit needs ${inMegabytes(neededBytes)} MB to ` +
      "start; make room, or set DATA_DIR to a folder on another disk",
  );
}

/** Whole megabytes, rounded down. */
export function inMegabytes(bytes: number): number {
  return Math.floor(bytes / megabyte);
}

const reserveIn = (folder: string) => join(folder, "disk-reserve");

/**
 * Makes the reserve unless it is there: a file that holds room for a recovery on a full disk. It is
 * left for later where it would take room that writes need.
 *
 * @returns whether it is there
 */
export async function makeReserve(folder: string): Promise<boolean> {
  const path = reserveIn(folder);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === reserveBytes) return true;
  // A shorter one is what a broken-off try has left.
  if ((await readFreeBytes(folder)) + size < reserveBytes + enoughBytes) return false;
  const file = await open(path, "w", 0o600);
  try {
    // Written, not only sized: a hole in a file holds no room.
    const block = Buffer.alloc(megabyte);
    for (let written = 0; written < reserveBytes; written += block.length) await file.write(block);
  } finally {
    await file.close();
  }
  return true;
}

/** Gives the reserve's room back to the disk. */
export async function releaseReserve(folder: string): Promise<void> {
  await rm(reserveIn(folder), { force: true });
}
