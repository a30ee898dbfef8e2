import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { megabyte } from "../../../shared/limits.ts";

/**
 * Free bytes below which the disk counts as full. PostgreSQL crashes when it cannot create its next
 * write-ahead segment, and creates segments of 16 MB faster than the disk is checked.
 */
export const lowBytes = 24 * megabyte;

/**
 * Free bytes from which the disk counts as having room again. Above `lowBytes`, to avoid flapping.
 */
export const enoughBytes = 40 * megabyte;

/** Bytes that a new, empty database takes, including its first start. */
export const newDatabaseBytes = 96 * megabyte;

/** Size of the reserve in bytes: a recovery writes a segment of 16 MB and the blocks it repairs. */
const reserveBytes = 24 * megabyte;

/** Minimum free bytes for restarting PostgreSQL after a crash; the reserve is larger. */
export const restartBytes = 20 * megabyte;

/** Bytes available to ordinary users on the folder's file system. */
export async function readFreeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** @throws Error that names the folder when it has fewer bytes free than needed */
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
 * Creates the reserve unless it exists: a file that keeps space for a recovery on a full disk.
 * Skips that for now if writes need the space.
 *
 * @returns whether it exists
 */
export async function makeReserve(folder: string): Promise<boolean> {
  const path = reserveIn(folder);
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === reserveBytes) return true;
  // A shorter one is left over from an interrupted attempt.
  if ((await readFreeBytes(folder)) + size < reserveBytes + enoughBytes) return false;
  const file = await open(path, "w", 0o600);
  try {
    // Write the bytes, because a sparse file reserves no space.
    const block = Buffer.alloc(megabyte);
    for (let written = 0; written < reserveBytes; written += block.length) await file.write(block);
  } finally {
    await file.close();
  }
  return true;
}

/** Frees the reserve's space. */
export async function releaseReserve(folder: string): Promise<void> {
  await rm(reserveIn(folder), { force: true });
}
