import type { Sql } from "postgres";
import { migrationsFolder } from "../../../platform/db/migrate.ts";
import { readLastApplied } from "../../../platform/db/migrations/applied.ts";
import { readMigrations } from "../../../platform/db/migrations/read-migrations.ts";
import { type Finding, fine, warning } from "./finding.ts";

/** Whether the database's tables are those of this release. */
export async function checkSchema(sql: Sql): Promise<Finding> {
  const [row] = await sql<{ isThere: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`;
  if (!row?.isThere) return fine("tables", "none yet: the first start creates them");
  const last = await readLastApplied(sql);
  const known = await readMigrations(migrationsFolder);
  const pending = known.filter(({ when }) => when > last).length;
  const newest = known.at(-1)?.when ?? -1;
  if (last > newest) {
    const says = "the database is of a newer release than this one";
    return warning("tables", says, "run the newer release, or restore a backup of before");
  }
  if (pending === 0) return fine("tables", `up to date (${known.length})`);
  const from = known.length - pending;
  return fine("tables", `the next start brings them up to date (${from} → ${known.length})`);
}
