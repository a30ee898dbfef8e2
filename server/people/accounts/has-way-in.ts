import { eq, sql } from "drizzle-orm";
import type { Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";

/**
 * SQL for whether the owner of an account has a password, or an identity of a provider. Without
 * either it is one that an admin has created, and empty still.
 */
export const hasWayInSql = sql<boolean>`(users.password_hash is not null or exists (
  select 1 from identities where identities.user_id = users.id))`;

/** Whether the owner of an account has a way in; false for a user who does not exist. */
export async function hasWayIn(executor: Executor, userId: string): Promise<boolean> {
  const [user] = await executor
    .select({ has: hasWayInSql })
    .from(users)
    .where(eq(users.id, userId));
  return user?.has ?? false;
}
