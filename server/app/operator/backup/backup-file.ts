import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Where a backup goes: the file that was named, or a new one in the folder that was named.
 *
 * @param place as typed; null for the folder `backups` in the data folder
 */
export async function placeOf(
  place: string | null,
  { dataDir, now }: { dataDir: string; now: Date },
): Promise<string> {
  const name = `chatkit-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z.backup`;
  if (place === null) return join(dataDir, "backups", name);
  const isFolder = await stat(place).then(
    (found) => found.isDirectory(),
    () => place.endsWith("/"),
  );
  return isFolder ? join(place, name) : place;
}

/**
 * Writes a file that only its owner can read. It takes its name, and the place of an earlier one,
 * once it is whole, on the disk and checked: until then, it has another name that ends in `.part`.
 *
 * @param check rejects when the file is not good
 * @returns its size in bytes
 */
export async function writeWhole(
  path: string,
  source: AsyncIterable<Uint8Array>,
  check: (draft: string) => Promise<void>,
): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    const bytes = await writeDraft(draft, source);
    await check(draft);
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
