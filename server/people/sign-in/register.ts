import type { Transaction } from "../../platform/db/client.ts";
import { createLink, useLink, invalidLink } from "../auth/one-time-tokens.ts";
import { RequestError } from "../../platform/errors.ts";
import { becomeRegistered } from "./become-registered.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { type Account, findAccount, requireAccount } from "../accounts/find-account.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { takeMailTo } from "../accounts/password-limits.ts";
import { requireUncommon } from "../accounts/passwords.ts";

/** A guest's request for an account. */
export interface RegisterRequest {
  userId: string;
  email: string;
  password: string;
  address: string;
}

/**
 * Registers a guest, who keeps all their data. With mail, the account is created when the mailed
 * link is used, and the caller does not learn whether the address already has one: its owner is
 * told by mail (docs/decisions/0004-registering.md). Without mail, it is created at once.
 *
 * @returns whether the account exists already
 * @throws RequestError `weak_password`; `conflict` for a caller who already has an account, and
 *   without mail for an address that has one
 */
export async function register(
  deps: AccountDeps,
  { userId, email, password, address }: RegisterRequest,
): Promise<{ done: boolean }> {
  const { db, jobs, limits, mailWay, passwords } = deps;
  await takeMailTo(limits, { email, address });
  await requireUncommon(password);
  const guest = await requireAccount(db, userId);
  if (!guest.isGuest) throw new RequestError("conflict", "You already have an account.");
  const passwordHash = await passwords.hash(password);
  return db.transaction(async (tx) => {
    if (mailWay !== "none") {
      const owner = await findAccount(tx, email);
      if (owner) await tellOwner(tx, deps, owner);
      else await mailLink(tx, deps, { guest, email, passwordHash });
      return { done: false };
    }
    const registration = { userId, email, passwordHash, isVerified: false, address };
    if (!(await becomeRegistered(tx, jobs, registration)))
      throw new RequestError("conflict", "This address already has an account.");
    return { done: true };
  });
}

/**
 * Creates the account of a mailed registration link.
 *
 * @returns the user's id
 * @throws RequestError `invalid_link`, also when the address has got an account in the meantime
 */
export function verifyEmail(
  { db, jobs, links }: AccountDeps,
  { secret, address }: { secret: string; address: string },
): Promise<{ userId: string; email: string }> {
  return db.transaction(async (tx) => {
    const link = await useLink(tx, links, { secret, purpose: "verify_email" });
    const { userId, email, passwordHash } = link;
    if (passwordHash === null) throw invalidLink();
    const registration = { userId, email, passwordHash, isVerified: true, address };
    if (!(await becomeRegistered(tx, jobs, registration))) throw invalidLink();
    return { userId, email };
  });
}

async function tellOwner(tx: Transaction, { jobs }: AccountDeps, owner: Account): Promise<void> {
  await mailUser(tx, jobs, { user: owner, content: { kind: "alreadyRegistered" } });
}

async function mailLink(
  tx: Transaction,
  { jobs }: AccountDeps,
  { guest, email, passwordHash }: { guest: Account; email: string; passwordHash: string },
): Promise<void> {
  const link = { userId: guest.id, purpose: "verify_email", email, passwordHash } as const;
  const tokenId = await createLink(tx, link);
  const user = { ...guest, email };
  await mailUser(tx, jobs, { user, content: { kind: "verifyEmail", tokenId }, about: tokenId });
}
