import { and, asc, eq, isNull } from "drizzle-orm";
import { emailSchema } from "../../../shared/account.ts";
import { newId } from "../../../shared/ids.ts";
import { type Account, findAccount } from "../../people/accounts/find-account.ts";
import type { Database } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { CommandError } from "./command-error.ts";
import { commandLine } from "./command-line.ts";

/** The account with an address typed by the operator. */
export async function requireAccountOf(db: Database, typed: string): Promise<Account> {
  const account = await findAccountOf(db, typed);
  if (!account)
    throw new CommandError(
      `There is no account ${typed}. Accounts are created in the app, or an admin's by ${commandLine("admin --create ADDRESS")}.`,
    );
  return account;
}

/** The same; null when there is none. */
export async function findAccountOf(db: Database, typed: string): Promise<Account | null> {
  const email = emailSchema.safeParse(typed);
  return email.success ? findAccount(db, email.data) : null;
}

/**
 * The owner of a key when no account is named: the first admin with an account. Before one exists,
 * it is a user for the operator's programs, with an admin's limits and without a way to sign in.
 */
export async function findKeyOwner(
  db: Database,
  typed: string | undefined,
): Promise<{ id: string; email: string | null }> {
  if (typed !== undefined) return requireAccountOf(db, typed);
  const { id, email } = users;
  const [admin] = await db
    .select({ id, email })
    .from(users)
    .where(and(eq(users.role, "admin"), isNull(users.disabledAt)))
    .orderBy(asc(users.isGuest), asc(id))
    .limit(1);
  if (admin) return admin;
  const own = newId("user");
  await db.insert(users).values({ id: own, role: "admin" });
  return { id: own, email: null };
}
