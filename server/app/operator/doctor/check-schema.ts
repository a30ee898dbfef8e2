import type { Sql } from "postgres";
import { migrationsFolder } from "../../../platform/db/migrate.ts";
import { readLastApplied } from "../../../platform/db/migrations/applied.ts";
import {
  describeOlder,
  describeRefusal,
} from "../../../platform/db/migrations/describe-admission.ts";
import { listCreated, readMigrations } from "../../../platform/db/migrations/read-migrations.ts";
import { judgeProgram } from "../../../platform/db/migrations/releases.ts";
import { readThisProgram } from "../../../platform/db/migrations/this-program.ts";
import { findForbidden, rightsAdvice } from "../../../platform/db/rights.ts";
import { commandLine } from "../command-line.ts";
import { type Finding, fine, problem, warning } from "./finding.ts";

const mayNot = "this user may not change them";
const asOwner = `run ${commandLine("migrate")} with the address of the database's owner`;

/** Whether the database's tables are those of this release. */
export async function checkSchema(sql: Sql): Promise<Finding> {
  const known = await readMigrations(migrationsFolder);
  const forbidden = await findForbidden(sql, listCreated(known));
  if (forbidden !== null)
    return problem("tables", `this user may not use ${forbidden}`, rightsAdvice);
  const [row] = await sql<{ isThere: boolean; isOwner: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere",
      coalesce(
        (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('public.users')),
        has_database_privilege(current_database(), 'create')
      ) as "isOwner"`;
  const isOwner = row?.isOwner === true;
  if (!row?.isThere && !isOwner) return problem("tables", `none yet, and ${mayNot}`, asOwner);
  if (!row?.isThere) return fine("tables", "none yet: the first start creates them");
  const last = await readLastApplied(sql);
  const pending = known.filter(({ when }) => when > last).length;
  const program = await readThisProgram(known);
  const admission = await judgeProgram(sql, program);
  const older = describeOlder(admission, program);
  if (older !== null) return warning("tables", older, "finish the upgrade");
  const refusal = describeRefusal({ admission, stranded: null }, program);
  if (refusal) {
    const advice = refusal.advice.charAt(0).toLowerCase() + refusal.advice.slice(1);
    return problem("tables", `the database ${refusal.says}`, advice);
  }
  if (pending === 0)
    return fine("tables", `up to date (${known.length})${isOwner ? "" : `; ${mayNot}`}`);
  const from = known.length - pending;
  if (!isOwner)
    return problem("tables", `not up to date (${from} of ${known.length}), and ${mayNot}`, asOwner);
  return fine("tables", `the next start brings them up to date (${from} → ${known.length})`);
}
