import type { Transaction } from "../../platform/db/client.ts";
import type { Preferences } from "../../../shared/user.ts";
import { createGuest } from "../auth/auth-session.ts";
import { createLink, type LinkData } from "../auth/one-time-tokens.ts";
import { RequestError } from "../../platform/errors.ts";
import { requireSignUp, takeSignUp } from "../entry/require-sign-up.ts";
import { becomeRegistered } from "./become-registered.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { type Account, findAccount, requireAccount } from "../accounts/find-account.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { takeMailTo } from "../accounts/password-limits.ts";
import { requireUncommon } from "../accounts/passwords.ts";

/** A guest's request for an account. */
export interface RegisterRequest {
  /** Null for a visitor who is no guest; a user is created with the rest. */
  userId: string | null;
  /** What the client of such a visitor knows; nothing by default. */
  preferences?: Preferences;
  email: string;
  password: string;
  /** The secret of an invitation; null without one. */
  invitation: string | null;
  address: string;
}

/**
 * Registers a guest, who keeps all their data. With mail, the account is created when the mailed
 * link is used, and the caller does not learn whether the address already has one: its owner is
 * told by mail (docs/decisions/0004-registering.md). Without mail, it is created at once.
 *
 * @returns whether the account exists already, and the user who has registered
 * @throws RequestError `forbidden` for an address that may not register here; `invalid_link` for an
 *   invitation that is used up or has ended; `weak_password`;
 *   `conflict` for a caller who already has an account, and without mail for an address that has one
 */
export async function register(
  deps: AccountDeps,
  { userId: known, preferences = {}, email, password, ...request }: RegisterRequest,
): Promise<{ done: boolean; userId: string }> {
  const { db, jobs, limits, mailWay, passwords } = deps;
  const { address } = request;
  const invitation = request.invitation === null ? null : { secret: request.invitation };
  const invitationId = await requireSignUp(db, deps, { email, invitation });
  await takeMailTo(limits, { email, address });
  await requireUncommon(password);
  if (known !== null && !(await requireAccount(db, known)).isGuest)
    throw new RequestError("conflict", "You already have an account.");
  const passwordHash = await passwords.hash(password);
  return db.transaction(async (tx) => {
    const userId = known ?? (await createGuest(tx, preferences)).id;
    if (mailWay !== "none") {
      const guest = await requireAccount(tx, userId);
      const owner = await findAccount(tx, email);
      if (owner) await tellOwner(tx, deps, owner);
      else await mailLink(tx, deps, { guest, email, passwordHash, invitationId });
      return { done: false, userId };
    }
    const admission = await takeSignUp(tx, deps, { email, invitation });
    const registration = { userId, email, passwordHash, admission, isVerified: false, address };
    if (!(await becomeRegistered(tx, jobs, registration)))
      throw new RequestError("conflict", "This address already has an account.");
    return { done: true, userId };
  });
}

async function tellOwner(tx: Transaction, { jobs }: AccountDeps, owner: Account): Promise<void> {
  await mailUser(tx, jobs, { user: owner, content: { kind: "alreadyRegistered" } });
}

async function mailLink(
  tx: Transaction,
  { jobs }: AccountDeps,
  {
    guest,
    ...link
  }: { guest: Account } & Pick<LinkData, "email" | "invitationId"> & {
      passwordHash: string;
    },
): Promise<void> {
  const tokenId = await createLink(tx, { ...link, userId: guest.id, purpose: "verify_email" });
  const user = { ...guest, email: link.email };
  await mailUser(tx, jobs, { user, content: { kind: "verifyEmail", tokenId }, about: tokenId });
}
