import { and, eq, sql } from "drizzle-orm";
import type { Preferences } from "../../../shared/user.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import { recordAudit } from "../audit/record-audit.ts";
import {
  applyPreferences,
  type Device,
  endSessions,
  openSession,
  type OpenedAuthSession,
  shorten,
} from "../auth/auth-session.ts";
import { findSession } from "../auth/find-session.ts";
import { readUser } from "../../chat/feed/read-user.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { authSessions } from "../../platform/db/schema/users.ts";
import { accountDisabled } from "../../platform/errors.ts";
import type { AccountDeps } from "../accounts/account-deps.ts";
import { adoptThreads } from "./adopt-threads.ts";
import type { ShownCookie } from "../auth/session-cookie.ts";
import { givePush, takePush, type TakenPush } from "../auth/move-push.ts";
import { checkPassword } from "../accounts/check-password.ts";
import { type Account, findAccount } from "../accounts/find-account.ts";
import { mailUser } from "../accounts/mail-user.ts";

/** A visitor who signs in. */
export interface SignInRequest extends Device {
  email: string;
  password: string;
  preferences: Preferences;
  /** The browser's device cookie. */
  deviceCookie: string | null;
  /** The browser's session cookie; a guest's threads move to the account. */
  cookie: ShownCookie | null;
}

/**
 * Verifies an account's password, opens a new auth session and ends the browser's old one. If that
 * was a guest's, their data moves to the account, as far as its limits allow.
 *
 * @throws RequestError `wrong_credentials`; `account_disabled`, only with the right password
 */
export async function signIn(
  deps: AccountDeps,
  request: SignInRequest,
): Promise<OpenedAuthSession> {
  const { db } = deps;
  const { email, password, cookie, preferences, address, userAgent } = request;
  const account = await findAccount(db, email);
  const device = account && deps.knownDevices.deviceOf(request.deviceCookie, account.id);
  await checkPassword(deps, account, { email, password, address, device });
  if (!account) throw new Error("A password matched without an account.");
  if (account.disabledAt) throw accountDisabled();
  return db.transaction(async (tx) => {
    const push = await leaveOldSession(tx, deps, { cookie, userId: account.id });
    const from = { userAgent, address };
    const isNew = await isNewDevice(tx, account.id, from);
    const opened = await openSession(tx, deps.sessionSecrets, { userId: account.id, ...from });
    await givePush(tx, push, { userId: account.id, authSessionId: opened.id });
    await applyPreferences(tx, account.id, preferences);
    if (isNew) await mailOfSignIn(tx, deps, { account, device: from, sessionId: opened.id });
    const who = { actorId: account.id, userId: account.id, address };
    await recordAudit(tx, { kind: "signed_in", ...who });
    await recordEvents(tx, account.id, [{ kind: "signed_in" }]);
    return { ...opened, user: await readUser(tx, account.id) };
  });
}

/** @returns the notifications of a guest's browser, which the account's session takes over */
async function leaveOldSession(
  tx: Transaction,
  { log }: Pick<AccountDeps, "log">,
  { cookie, userId }: { cookie: ShownCookie | null; userId: string },
): Promise<TakenPush> {
  const old = await findSession(tx, cookie);
  if (!old) return null;
  const push = old.isGuest ? await takePush(tx, old.id) : null;
  await endSessions(tx, old.userId, { ids: [old.id] });
  if (!old.isGuest) return null;
  const left = await adoptThreads(tx, { from: old.userId, to: userId });
  if (Object.values(left).some((count) => count > 0))
    log.info({ userId, ...left }, "a guest's data beyond the account's limits was deleted");
  return push;
}

/** Whether the account has not been used from such a browser for as long as sessions are kept. */
async function isNewDevice(
  tx: Transaction,
  userId: string,
  { userAgent }: Device,
): Promise<boolean> {
  const [known] = await tx
    .select({ id: authSessions.id })
    .from(authSessions)
    .where(
      and(
        eq(authSessions.userId, userId),
        sql`${authSessions.userAgent} is not distinct from ${shorten(userAgent)}`,
      ),
    )
    .limit(1);
  return known === undefined;
}

async function mailOfSignIn(
  tx: Transaction,
  { jobs }: AccountDeps,
  { account, device, sessionId }: { account: Account; device: Device; sessionId: string },
): Promise<void> {
  if (!account.emailVerifiedAt) return;
  const { timeZone } = account;
  const at = new Date().toISOString();
  const content = { kind: "newSignIn", ...device, at, timeZone } as const;
  await mailUser(tx, jobs, { user: account, content, about: sessionId });
}
