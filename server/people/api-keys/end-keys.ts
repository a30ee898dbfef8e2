import { and, eq, isNull, sql } from "drizzle-orm";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { apiKeys } from "../../platform/db/schema/users.ts";

/**
 * Revokes all keys of a user. Their connections are closed within two seconds.
 *
 * @returns how many there were
 */
export async function revokeAllKeys(tx: Transaction, userId: string): Promise<number> {
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length > 0) await tellViewers(tx, userId);
  return revoked.length;
}

/**
 * Revokes a user's keys on request, for example when a leaked password is changed.
 *
 * @returns details for the audit log
 */
export async function endKeysIfAsked(
  tx: Transaction,
  userId: string,
  isAsked: boolean,
): Promise<Record<string, string>> {
  if (!isAsked) return {};
  return { keysRevoked: String(await revokeAllKeys(tx, userId)) };
}

/**
 * Removes the scope `admin` from a user's keys, and revokes keys with no other scope. Called
 * whenever the role changes, so that no key gains rights it was not created with.
 */
export async function endAdminKeys(tx: Transaction, userId: string): Promise<void> {
  const { scopes, revokedAt } = apiKeys;
  await tx
    .update(apiKeys)
    .set({
      scopes: sql`case when ${scopes} = array['admin'] then ${scopes} else array_remove(${scopes}, 'admin') end`,
      revokedAt: sql`case when ${scopes} = array['admin'] then now() else ${revokedAt} end`,
    })
    .where(and(eq(apiKeys.userId, userId), isNull(revokedAt), sql`${scopes} @> array['admin']`));
}
