import { and, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "../db/client.ts";
import { users } from "../db/schema/users.ts";
import { RequestError } from "../errors.ts";

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
  const others = await tx
    .select({ role: users.role, isDisabled: sql<boolean>`${users.disabledAt} is not null` })
    .from(users)
    .where(and(ne(users.id, userId), eq(users.isGuest, false)))
    .groupBy(users.role, sql`2`);
  const hasAdmin = others.some(({ role, isDisabled }) => role === "admin" && !isDisabled);
  if (others.length > 0 && !hasAdmin)
    throw new RequestError("conflict", "This is the last admin. Make another one first.");
}
