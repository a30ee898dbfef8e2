import { eq, sql, type SQL } from "drizzle-orm";
import type { Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { userLanguage } from "../../platform/db/user-language.ts";
import { RequestError } from "../../platform/errors.ts";

/** A user with the columns that never leave the server. */
export type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>;

/** The account with an e-mail address, which is in lower case. */
export function findAccount(executor: Executor, email: string) {
  return findOne(executor, sql`lower(${users.email}) = ${email}`);
}

/** @throws RequestError `unauthenticated` when the user is gone */
export async function requireAccount(executor: Executor, userId: string): Promise<Account> {
  const account = await findOne(executor, eq(users.id, userId));
  if (!account) throw new RequestError("unauthenticated", "The user no longer exists.");
  return account;
}

async function findOne(executor: Executor, which: SQL) {
  const { id, email, passwordHash, emailVerifiedAt, disabledAt, isGuest, role } = users;
  const { timeZone, mailPreferences, analyticsOptOut, createdAt } = users;
  const [account] = await executor
    .select({
      id,
      email,
      passwordHash,
      emailVerifiedAt,
      disabledAt,
      isGuest,
      role,
      language: userLanguage,
      timeZone,
      mailPreferences,
      analyticsOptOut,
      createdAt,
    })
    .from(users)
    .where(which);
  return account ?? null;
}
