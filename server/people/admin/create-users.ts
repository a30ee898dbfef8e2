import { and, eq } from "drizzle-orm";
import { emailSchema } from "../../../shared/account.ts";
import type { CreatedUser, NewUser } from "../../../shared/admin.ts";
import { newId } from "../../../shared/ids.ts";
import type { Locale } from "../../../shared/locale.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { languageColumns } from "../../platform/db/user-language.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { requireAccount } from "../accounts/find-account.ts";
import { hasWayIn } from "../accounts/has-way-in.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { createLink, endLinks, firstPasswordMinutes } from "../auth/one-time-tokens.ts";
import type { EntryChange } from "../entry/change-entry.ts";

/** An account without a password yet. */
interface EmptyAccount {
  id: string;
  email: string;
  language: Locale;
}

/**
 * Creates accounts without passwords, whatever the rule of registration. Each person gets a link to
 * choose one, by mail if the server sends mail; until then there is nothing that anyone could read.
 * An address that has an account stays as it is, so a list can be sent again.
 */
export async function createUsers(
  deps: AccountDeps,
  change: EntryChange,
  wanted: readonly NewUser[],
): Promise<CreatedUser[]> {
  const { language } = await requireAccount(deps.db, change.actorId);
  // In the order of addresses, so that two lists with the same ones do not wait for each other.
  const sorted = wanted.toSorted((one, other) =>
    one.email.toLowerCase() < other.email.toLowerCase() ? -1 : 1,
  );
  return deps.db.transaction(async (tx) => {
    const outcomes = new Map<NewUser, CreatedUser>();
    for (const user of sorted)
      outcomes.set(user, await createUser(tx, deps, { ...user, language, change }));
    return wanted.flatMap((user) => outcomes.get(user) ?? []);
  });
}

async function createUser(
  tx: Transaction,
  deps: AccountDeps,
  { email: typed, role, language, change }: NewUser & { language: Locale; change: EntryChange },
): Promise<CreatedUser> {
  const { data: email } = emailSchema.safeParse(typed);
  if (email === undefined) return { email: typed, outcome: "invalid", secret: null };
  const id = await createAccount(tx, { email, role, language });
  if (id === null) return { email, outcome: "exists", secret: null };
  await record(tx, change, { kind: "user_created", userId: id, name: role });
  return { email, outcome: "created", secret: await sendLink(tx, deps, { id, email, language }) };
}

/**
 * Makes another link for a person who has not chosen a password yet. Earlier ones stop working: one
 * may have reached the wrong person.
 *
 * @returns its secret on a server without mail; otherwise null
 * @throws RequestError `not_found`; `conflict` for an account that has a password or an identity
 *   provider: an admin cannot get into it
 */
export function sendFirstPasswordLink(
  deps: AccountDeps,
  change: EntryChange,
  userId: string,
): Promise<{ secret: string | null }> {
  return deps.db.transaction(async (tx) => {
    const isAccount = and(eq(users.id, userId), eq(users.isGuest, false));
    const [row] = await tx.select({ id: users.id }).from(users).where(isAccount).for("update");
    if (!row) throw notFound("user");
    const { email, language, disabledAt } = await requireAccount(tx, userId);
    if ((await hasWayIn(tx, userId)) || email === null || disabledAt)
      throw new RequestError("conflict", "This person has come in already, or is disabled.");
    await endLinks(tx, userId, ["reset_password"]);
    await record(tx, change, { kind: "first_password_link", userId });
    return { secret: await sendLink(tx, deps, { id: userId, email, language }) };
  });
}

/** @returns the new user's id; null when the address has an account */
export async function createAccount(
  tx: Transaction,
  { email, role, language }: NewUser & { language: Locale },
): Promise<string | null> {
  const [made] = await tx
    .insert(users)
    .values({ id: newId("user"), email, role, isGuest: false, ...languageColumns(language) })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return made?.id ?? null;
}

/** @returns the link's secret on a server without mail; otherwise it is mailed, and null here */
async function sendLink(
  tx: Transaction,
  { jobs, links, mailWay }: AccountDeps,
  account: EmptyAccount,
): Promise<string | null> {
  const { id: userId, email } = account;
  const minutes = firstPasswordMinutes;
  const tokenId = await createLink(tx, { userId, purpose: "reset_password", email, minutes });
  if (mailWay === "none") return links.secretOf(tokenId);
  const content = { kind: "accountCreated", tokenId } as const;
  await mailUser(tx, jobs, { user: account, content, about: tokenId });
  return null;
}

function record(
  tx: Transaction,
  { actorId, address }: EntryChange,
  {
    kind,
    userId,
    name,
  }: { kind: "user_created" | "first_password_link"; userId: string; name?: string },
): Promise<void> {
  const details = name === undefined ? {} : { name };
  return recordAudit(tx, { kind, actorId, userId, address, details });
}
