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
import type { AccountDeps } from "../accounts/account-deps.ts";
import { adoptThreads } from "./adopt-threads.ts";
import type { ShownCookie } from "../auth/session-cookie.ts";
import { givePush, takePush, type TakenPush } from "../auth/move-push.ts";
import type { Account } from "../accounts/find-account.ts";
import { mailUser } from "../accounts/mail-user.ts";

/** The browser of a person who has proved whose account it is. */
export interface Entrance extends Device {
  preferences: Preferences;
  /** The browser's session cookie; a guest's threads move to the account. */
  cookie: ShownCookie | null;
}

/** The account that a person enters, and how. */
export interface Entered {
  account: Account;
  /** The name of the identity provider; null for a password. */
  provider: string | null;
  /** Whether it was created by this sign-in, perhaps from the browser's guest. */
  isNew: boolean;
}

/**
 * Opens a new auth session and ends the browser's old one. If that was a guest's, their data moves
 * to the account, as far as its limits allow. Of a new account, all earlier sessions end.
 */
export async function enterAccount(
  tx: Transaction,
  deps: AccountDeps,
  { cookie, preferences, userAgent, address, ...entered }: Entrance & Entered,
): Promise<OpenedAuthSession> {
  const { account, provider, isNew } = entered;
  const push = await leaveOldSession(tx, deps, { cookie, userId: account.id });
  if (isNew) await endSessions(tx, account.id, { except: null });
  const from = { userAgent, address };
  const isUnknown = !isNew && (await isNewDevice(tx, account.id, from));
  const opened = await openSession(tx, deps.sessionSecrets, { userId: account.id, ...from });
  await givePush(tx, push, { userId: account.id, authSessionId: opened.id });
  await applyPreferences(tx, account.id, preferences);
  if (isUnknown) await mailOfSignIn(tx, deps, { account, device: from, sessionId: opened.id });
  const who = { actorId: account.id, userId: account.id, address };
  const details = provider === null ? {} : { name: provider };
  await recordAudit(tx, { kind: "signed_in", ...who, details });
  await recordEvents(tx, account.id, [{ kind: "signed_in" }]);
  return { ...opened, user: await readUser(tx, account.id) };
}

/** @returns the notifications of the person's own browser, which the account's session takes over */
async function leaveOldSession(
  tx: Transaction,
  { log }: Pick<AccountDeps, "log">,
  { cookie, userId }: { cookie: ShownCookie | null; userId: string },
): Promise<TakenPush> {
  const old = await findSession(tx, cookie);
  if (!old) return null;
  // The guest may just have become the account.
  const isOwn = old.userId === userId;
  const push = old.isGuest || isOwn ? await takePush(tx, old.id) : null;
  await endSessions(tx, old.userId, { ids: [old.id] });
  if (!old.isGuest || isOwn) return push;
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
