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
 * Writes a file that only its owner can read. It has its name once it is whole and on the disk:
 * until then, `.part` is at the end.
 *
 * @returns its size in bytes
 */
export async function writeWhole(path: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.part`;
  const file = await open(draft, "w", 0o600);
  let bytes = 0;
  try {
    for await (const block of source) {
      await file.write(block);
      bytes += block.length;
    }
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return bytes;
}
