import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { hasWayInSql } from "./has-way-in.ts";
import { RequestError, theRow } from "../../platform/errors.ts";

/** Advisory lock for removing an admin, so that two concurrent removals cannot leave none. */
const adminsLock = 0x63_6b_75_32;

/**
 * Makes sure that the server keeps an admin who can sign in without this one, unless there is no
 * other account.
 *
 * @throws RequestError `conflict`
 */
export async function requireAnotherAdmin(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${adminsLock})`);
  // Literals instead of parameters, to match the conditions of the partial indexes.
  const other = sql`from ${users} where ${users.id} <> ${userId}`;
  const { is_alone, has_admin } = theRow(
    await tx.execute<{ is_alone: boolean; has_admin: boolean }>(sql`
      select not exists (select 1 ${other} and not is_guest) as is_alone,
        exists (select 1 ${other} and not is_guest and role = 'admin' and disabled_at is null
          and ${hasWayInSql}) as has_admin`),
  );
  if (!is_alone && !has_admin)
    throw new RequestError("conflict", "This is the last admin. Make someone else an admin first.");
}
