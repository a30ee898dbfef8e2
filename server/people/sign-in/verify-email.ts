import { findSession } from "../auth/find-session.ts";
import { invalidLink, readLink, useLink } from "../auth/one-time-tokens.ts";
import type { ShownCookie } from "../auth/session-cookie.ts";
import { RequestError } from "../../platform/errors.ts";
import { takeSignUp } from "../entry/require-sign-up.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { becomeRegistered } from "./become-registered.ts";

/** A click on the link of a registration. */
export interface Verification {
  secret: string;
  /** The password that was chosen with the registration; null where it was not asked for. */
  password: string | null;
  /** The session cookie of the browser. */
  cookie: ShownCookie | null;
  /** IP address of the call. */
  address: string;
}

/**
 * Creates the account of a mailed registration link.
 *
 * @returns the user's id
 * @throws RequestError `wrong_credentials` outside the browser that registered, without the password
 *   that was chosen there; `invalid_link`, also when the address has got an account in the meantime,
 *   or the invitation was used up; `forbidden` when the address may no longer register
 */
export async function verifyEmail(
  deps: AccountDeps,
  verification: Verification,
): Promise<{ userId: string; email: string }> {
  await requireRegistrant(deps, verification);
  const { db, jobs, links } = deps;
  const { secret, address } = verification;
  return db.transaction(async (tx) => {
    const link = await useLink(tx, links, { secret, purpose: "verify_email" });
    const { userId, email, passwordHash, invitationId } = link;
    if (passwordHash === null) throw invalidLink();
    // The rules and the invitation may have changed since the mail was sent.
    const invitation = invitationId === null ? null : { id: invitationId };
    const admission = await takeSignUp(tx, deps, { email, invitation });
    const registration = { userId, email, passwordHash, admission, isVerified: true, address };
    if (!(await becomeRegistered(tx, jobs, registration))) throw invalidLink();
    return { userId, email };
  });
}

/**
 * Makes sure that the person who opens the link is the one who registered. Otherwise the owner of an
 * address would open an account there whose password a stranger has chosen.
 */
async function requireRegistrant(
  { db, links, limits, passwords }: AccountDeps,
  { secret, password, cookie, address }: Verification,
): Promise<void> {
  const link = await readLink(db, links, { secret, purpose: "verify_email" });
  if ((await findSession(db, cookie))?.userId === link.userId) return;
  if (password !== null) {
    await limits.takeByAddress("passwordByAddress", address);
    if (await passwords.verify(password, link.passwordHash)) return;
  }
  throw new RequestError(
    "wrong_credentials",
    "In another browser than the one that registered, this takes the password chosen there.",
  );
}
