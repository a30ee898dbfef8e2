import { randomBytes } from "node:crypto";
import { exists, lstat, mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { megabyte } from "../../../../shared/limits.ts";
import { readFreeBytes } from "../../db/disk-room.ts";
import { type BackupStore, type IncomingBackup, listNamed, StoreError } from "./backup-store.ts";

/** Ending of a backup that is not whole yet. */
const draftEnding = ".part";

/** Room that a backup leaves on the disk, on which the database may be as well, in bytes. */
const leftFree = 256 * megabyte;

/** A backup looks at the room after this many bytes of its own. */
const lookEvery = 16 * megabyte;

/**
 * A folder as a place for backups. It is created by the first one.
 *
 * @param readFree how many bytes are free at a folder
 */
export function openFolderStore(folder: string, readFree = readFreeBytes): BackupStore {
  const requireRoom = async () => {
    if ((await readFree(folder)) >= leftFree) return;
    const left = `less than ${leftFree / megabyte} MB are free at ${folder}`;
    throw new StoreError("full", `${left}: make room there, or set BACKUP_DESTINATION to another`);
  };
  return {
    title: folder,
    pathOf: (name) => join(folder, name),
    write: async ({ name, bytes, check }) => {
      const path = join(folder, name);
      const source = withRoom(bytes, requireRoom);
      return {
        bytes: await inFolder(folder, () => writeWhole(path, source, check)),
        leftMark: null,
      };
    },
    read: (name) => Bun.file(join(folder, name)).stream(),
    list: () =>
      inFolder(folder, async () => {
        const names = (await exists(folder)) ? await readdir(folder) : [];
        const files = await Promise.all(names.map((name) => readSize(folder, name)));
        return listNamed(files.filter((file) => file !== null));
      }),
    remove: (name) => inFolder(folder, () => rm(join(folder, name), { force: true })),
    removeDrafts: (origin) => inFolder(folder, () => removeDrafts(folder, origin)),
    tryOut: () => inFolder(folder, () => tryOut(folder)),
  };
}

/** Null for what is no file, or has been removed meanwhile. */
async function readSize(folder: string, name: string) {
  const found = await lstat(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return found?.isFile() ? { name, bytes: found.size } : null;
}

/**
 * Writes a file that only its owner can read. It takes its name, and the place of an earlier one,
 * once it is whole, on the disk and checked: until then, it has another name that ends in `.part`.
 */
async function writeWhole(
  path: string,
  source: AsyncIterable<Uint8Array>,
  check: IncomingBackup["check"],
): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(4).toString("hex")}${draftEnding}`;
  try {
    const bytes = await writeDraft(draft, source);
    await check?.(Bun.file(draft).stream());
    await rename(draft, path);
    await syncFolder(dirname(path));
    return bytes;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDraft(draft: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(draft, "wx", 0o600);
  try {
    let bytes = 0;
    for await (const block of source) {
      await file.writeFile(block);
      bytes += block.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** The same bytes, as long as there is room for more. */
async function* withRoom(
  source: AsyncIterable<Uint8Array>,
  requireRoom: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  await requireRoom();
  for await (const block of source) {
    yield block;
    seen += block.length;
    if (seen < lookEvery) continue;
    seen = 0;
    await requireRoom();
  }
}

/** Makes a new name in a folder survive a loss of power. Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A draft has another name than a backup, so no good one is among them. */
async function removeDrafts(folder: string, origin: string): Promise<string[]> {
  const names = (await exists(folder)) ? await readdir(folder) : [];
  const draft = new RegExp(
    `^chatkit-[\\dTZ-]{20}-${origin}\\.backup\\.[0-9a-f]{8}\\${draftEnding}$`,
  );
  for (const name of names.filter((each) => draft.test(each)))
    await rm(join(folder, name), { force: true });
  return [];
}

/** In the folder, or, while that is missing, in the one in which it would be created. */
async function tryOut(folder: string): Promise<void> {
  let place = folder;
  while (dirname(place) !== place && !(await exists(place))) place = dirname(place);
  const path = join(place, `chatkit-write-test-${randomBytes(4).toString("hex")}`);
  const file = await open(path, "wx", 0o600);
  await file.close();
  await rm(path);
}

/** Says which folder it is, and what is wrong with it in plain words. */
async function inFolder<T>(folder: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new StoreError("full", `${folder} is full: make room there`, { cause });
    if (code === "EROFS")
      throw new StoreError(
        "permission",
        `${folder} is on a file system that is mounted read-only here (${code}): mount it writable; in a unit of systemd with ProtectSystem=strict, add ReadWritePaths=${folder}`,
        { cause },
      );
    if (code === "EACCES" || code === "EPERM")
      throw new StoreError(
        "permission",
        `${folder} cannot be written (${code}): give the server's user the folder`,
        { cause },
      );
    if (code === "ENOTDIR" || code === "EEXIST")
      throw new StoreError("other", `${folder} is no folder (${code})`, { cause });
    throw cause;
  }
}
