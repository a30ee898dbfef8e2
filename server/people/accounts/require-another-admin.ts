import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError, theRow } from "../../platform/errors.ts";

/** Taken by whatever makes admins fewer, so that two at once do not make them none. */
const adminsLock = 0x63_6b_75_32;

/**
 * Makes sure that somebody can run the server without this admin; on a server with no other account
 * nobody has to.
 *
 * @throws RequestError `conflict`
 */
export async function requireAnotherAdmin(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${adminsLock})`);
  // Conditions without parameters, for indexes have them.
  const other = sql`from ${users} where ${users.id} <> ${userId}`;
  const { is_alone, has_admin } = theRow(
    await tx.execute<{ is_alone: boolean; has_admin: boolean }>(sql`
      select not exists (select 1 ${other} and not is_guest) as is_alone,
        exists (select 1 ${other} and role = 'admin' and disabled_at is null) as has_admin`),
  );
  if (!is_alone && !has_admin)
    throw new RequestError("conflict", "This is the last admin. Make someone else an admin first.");
}
