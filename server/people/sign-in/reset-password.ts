import { eq, sql } from "drizzle-orm";
import { recordEvents } from "../../analytics/record-events.ts";
import { endKeysIfAsked } from "../api-keys/end-keys.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import { createLink, endLinks, invalidLink, useLink } from "../auth/one-time-tokens.ts";
import { identities } from "../../platform/db/schema/identities.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { findAccount, requireAccount } from "../accounts/find-account.ts";
import { hasWayIn } from "../accounts/has-way-in.ts";
import { mailUser } from "../accounts/mail-user.ts";
import { takeResetMail } from "../accounts/password-limits.ts";
import { requireUncommon } from "../accounts/passwords.ts";

/**
 * The response takes this long, in milliseconds, whether there was a mail to write or not: longer
 * than writing one takes, so timing reveals nothing.
 */
const answerAfterMs = 400;

/**
 * Mails a password reset link to the owner of an address, if it has an account; the response is the
 * same either way.
 *
 * @param deviceCookie of the calling browser
 * @throws RequestError `forbidden` on a server without mail; `rate_limited`
 */
export async function requestPasswordReset(
  deps: AccountDeps,
  { email, address, deviceCookie }: { email: string; address: string; deviceCookie: string | null },
): Promise<void> {
  if (deps.mailWay === "none")
    throw new RequestError("forbidden", "This server does not send e-mail. Ask its administrator.");
  const account = await findAccount(deps.db, email);
  const device = account && deps.knownDevices.deviceOf(deviceCookie, account.id);
  await takeResetMail(deps, account, { email, address, device });
  await Promise.all([mailLink(deps, email, address), Bun.sleep(answerAfterMs)]);
}

async function mailLink({ db, jobs }: AccountDeps, email: string, address: string): Promise<void> {
  await db.transaction(async (tx) => {
    const account = await findAccount(tx, email);
    const userId = account?.id ?? null;
    await recordAudit(tx, { kind: "password_reset_asked", actorId: null, userId, address });
    if (!account || account.disabledAt) return;
    const tokenId = await createLink(tx, { userId: account.id, purpose: "reset_password", email });
    const content = { kind: "resetPassword", tokenId } as const;
    await mailUser(tx, jobs, { user: account, content, about: tokenId });
  });
}

/** A new password, authorised by the secret of a mailed link. */
export interface ResetRequest {
  secret: string;
  password: string;
  /** Whether to revoke all API keys too. */
  revokeKeys: boolean;
  /** IP address of the call. */
  address: string;
}

/**
 * Sets a new password by a mailed link, ends all auth sessions and disconnects all identities; on
 * request also revokes all API keys.
 *
 * @returns the user's id
 * @throws RequestError `invalid_link`, `weak_password`
 */
export async function resetPassword(
  deps: AccountDeps,
  { secret, password, revokeKeys, address }: ResetRequest,
): Promise<{ userId: string }> {
  const { db, jobs, links, limits, passwords } = deps;
  await limits.takeByAddress("passwordByAddress", address);
  // Hashing is expensive, so reject malformed links first.
  if (links.tokenIdOf(secret) === null) throw invalidLink();
  await requireUncommon(password);
  const passwordHash = await passwords.hash(password);
  return db.transaction(async (tx) => {
    const { userId, email } = await useLink(tx, links, { secret, purpose: "reset_password" });
    const account = await requireAccount(tx, userId);
    // The address has changed since the mail was sent.
    if (account.email !== email) throw invalidLink();
    const isFirst = !(await hasWayIn(tx, userId));
    const emailVerifiedAt = account.emailVerifiedAt ?? sql`now()`;
    await tx.update(users).set({ passwordHash, emailVerifiedAt }).where(eq(users.id, userId));
    await endSessions(tx, userId, { except: null });
    // Who had the account to themselves may have connected an identity of their own.
    await tx.delete(identities).where(eq(identities.userId, userId));
    await endLinks(tx, userId, ["reset_password", "change_email"]);
    const content = { kind: isFirst ? "welcome" : "passwordChanged" } as const;
    await mailUser(tx, jobs, { user: account, content });
    if (isFirst) await recordEvents(tx, userId, [{ kind: "registered" }]);
    const details = await endKeysIfAsked(tx, userId, revokeKeys);
    await recordAudit(tx, { kind: "password_reset", actorId: userId, userId, address, details });
    return { userId };
  });
}
