import { eq, sql } from "drizzle-orm";
import { recordAudit } from "../audit/record-audit.ts";
import { createLink, endLinks, invalidLink, useLink } from "../auth/one-time-tokens.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { isUniqueViolation, RequestError } from "../../platform/errors.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Caller } from "./caller.ts";
import { checkOwnPassword } from "./check-password.ts";
import { requireAddressInDomains } from "../entry/require-sign-up.ts";
import { type Account, findAccount, requireAccount } from "./find-account.ts";
import { mailUser } from "./mail-user.ts";
import { takeMailTo } from "./password-limits.ts";
import { putUser } from "../../chat/feed/put-user.ts";

/**
 * Mails a confirmation link to a new address, which becomes the account's when the link is used. If
 * the address already has an account, the caller gets the same answer and the address's owner is
 * told by mail. On a server without mail, the address changes at once.
 *
 * @returns whether it has already changed
 * @throws RequestError `wrong_credentials`; `forbidden` for an address outside the domains that let
 *   the account in; without mail `conflict` for an address that has an account
 */
export async function changeEmail(
  deps: AccountDeps,
  { userId, sessionId, address }: Caller,
  { email, password }: { email: string; password: string | null },
): Promise<{ done: boolean }> {
  const { db, jobs, limits, mailWay } = deps;
  const account = await requireAccount(db, userId);
  await checkOwnPassword(deps, account, { password: password ?? "", sessionId, address });
  await requireAddressInDomains(db, deps.entry, { from: account.email, to: email });
  await takeMailTo(limits, { email, address });
  return db.transaction(async (tx) => {
    const who = { actorId: userId, userId, address };
    if (mailWay === "none") {
      if (!(await setEmail(tx, { account, email, isVerified: false })))
        throw new RequestError("conflict", "This address already has an account.");
      await recordAudit(tx, { kind: "email_changed", ...who });
      await putUser(tx, userId);
      return { done: true };
    }
    const owner = await findAccount(tx, email);
    if (owner) await mailUser(tx, jobs, { user: owner, content: { kind: "alreadyRegistered" } });
    else await mailLink(tx, deps, { account, email });
    await recordAudit(tx, { kind: "email_change_asked", ...who });
    return { done: false };
  });
}

/**
 * Changes the address by the link mailed to it, and notifies the old address.
 *
 * @throws RequestError `invalid_link`, also when the address has got an account in the meantime
 */
export async function confirmEmailChange(
  { db, jobs, links, entry }: AccountDeps,
  { secret, address }: { secret: string; address: string },
): Promise<{ email: string }> {
  return db.transaction(async (tx) => {
    const { userId, email } = await useLink(tx, links, { secret, purpose: "change_email" });
    const account = await requireAccount(tx, userId);
    await requireAddressInDomains(tx, entry, { from: account.email, to: email });
    if (!(await setEmail(tx, { account, email, isVerified: true }))) throw invalidLink();
    // Reset links sent to the old address stop working.
    await endLinks(tx, userId, ["reset_password"]);
    const content = { kind: "emailChanged", newEmail: email } as const;
    await mailUser(tx, jobs, { user: account, content });
    await recordAudit(tx, { kind: "email_changed", actorId: userId, userId, address });
    await putUser(tx, userId);
    return { email };
  });
}

async function mailLink(
  tx: Transaction,
  { jobs }: AccountDeps,
  { account, email }: { account: Account; email: string },
): Promise<void> {
  const tokenId = await createLink(tx, { userId: account.id, purpose: "change_email", email });
  const user = { ...account, email };
  await mailUser(tx, jobs, { user, content: { kind: "changeEmail", tokenId }, about: tokenId });
}

async function setEmail(
  tx: Transaction,
  { account, email, isVerified }: { account: Account; email: string; isVerified: boolean },
): Promise<boolean> {
  const change = { email, emailVerifiedAt: isVerified ? sql`now()` : null };
  try {
    await tx.transaction((inner) =>
      inner.update(users).set(change).where(eq(users.id, account.id)),
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
