import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import { locales } from "../../../shared/locale.ts";
import type { Preferences, User } from "../../../shared/user.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { pushSubscriptions } from "../../platform/db/schema/push.ts";
import { authSessions, users } from "../../platform/db/schema/users.ts";
import { languageColumns } from "../../platform/db/user-language.ts";
import { theRow } from "../../platform/errors.ts";
import { userColumns } from "../../chat/feed/read-user.ts";
import { tellViewers } from "../../platform/streams/tell-viewers.ts";
import type { DecidedEntry } from "../entry/entry-rules.ts";
import { takeGuest } from "../entry/require-sign-up.ts";
import { nameInvitation } from "../invitations/name-invitation.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import type { SessionSecrets } from "./session-secrets.ts";

/** Seconds that an auth session lasts without use. */
export const authSessionSeconds = 30 * 86_400;

/** A live auth session and its user. */
export interface AuthSession {
  id: string;
  user: User;
}

/** An auth session with the new value of its cookie. */
export interface OpenedAuthSession extends AuthSession {
  cookie: string;
}

/** The browser behind an auth session. */
export interface Device {
  userAgent: string | null;
  address: string;
}

/** SQL for the new expiry of an auth session that is being used. */
export const sessionExpiry = sql`now() + ${authSessionSeconds} * interval '1 second'`;

/** A first visit. */
export interface GuestVisit extends Device {
  preferences: Preferences;
  /** The secret of an invitation; none by default. */
  invitation?: string | null;
}

/** What opening a guest's session depends on. */
export interface GuestDeps {
  db: Database;
  sessionSecrets: SessionSecrets;
  entry: DecidedEntry;
}

/**
 * Creates a guest user and an auth session for them.
 *
 * @throws RequestError `unauthenticated` where guests are not let in; `invalid_link` for an
 *   invitation that lets no guest in
 */
export function openGuestSession(
  { db, sessionSecrets, entry }: GuestDeps,
  { preferences, invitation = null, ...device }: GuestVisit,
): Promise<OpenedAuthSession> {
  return db.transaction(async (tx) => {
    const invitedBy = await takeGuest(tx, entry, invitation);
    const user = await createGuest(tx, preferences);
    if (invitedBy !== null) await recordGuest(tx, { user, address: device.address, invitedBy });
    return { user, ...(await openSession(tx, sessionSecrets, { userId: user.id, ...device })) };
  });
}

function recordGuest(
  tx: Transaction,
  { user: { id }, address, invitedBy }: { user: User; address: string; invitedBy: string },
): Promise<void> {
  const details = { name: nameInvitation({ name: invitedBy, grants: "guest" }) };
  return recordAudit(tx, { kind: "guest_invited", actorId: id, userId: id, address, details });
}

/** Creates a guest, who has no session yet. */
export async function createGuest(tx: Transaction, preferences: Preferences): Promise<User> {
  return theRow(
    await tx
      .insert(users)
      .values({ id: newId("user"), ...known(preferences) })
      .returning(userColumns),
  );
}

/** Creates an auth session for an authenticated user. */
export async function openSession(
  tx: Transaction,
  secrets: SessionSecrets,
  { userId, ...device }: Device & { userId: string },
): Promise<{ id: string; cookie: string }> {
  const id = newId("authSession");
  const secret = secrets.create();
  await tx.insert(authSessions).values({
    id,
    userId,
    address: device.address,
    userAgent: shorten(device.userAgent),
    tokenHash: hashSecret(secret),
    isHostBound: secrets.areHostBound,
    expiresAt: sessionExpiry,
  });
  return { id, cookie: secrets.cookieOf(id, secret) };
}

/**
 * Ends auth sessions of a user: the named ones, or all but one. Their connections are closed within
 * two seconds, and their browsers get no more notifications.
 */
export async function endSessions(
  tx: Transaction,
  userId: string,
  which: { ids: string[] } | { except: string | null },
): Promise<number> {
  const { id } = authSessions;
  const named = "ids" in which ? inArray(id, which.ids) : ne(id, which.except ?? "");
  const ended = await tx
    .update(authSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(authSessions.userId, userId), isNull(authSessions.revokedAt), named))
    .returning({ id });
  if (ended.length === 0) return 0;
  const ids = ended.map((session) => session.id);
  await tx.delete(pushSubscriptions).where(inArray(pushSubscriptions.authSessionId, ids));
  await tellViewers(tx, userId);
  return ended.length;
}

/** Saves the preferences that a client sent with its call. */
export async function applyPreferences(
  tx: Transaction,
  userId: string,
  preferences: Preferences,
): Promise<void> {
  const change = known(preferences);
  if (Object.keys(change).length === 0) return;
  await tx.update(users).set(change).where(eq(users.id, userId));
}

/** Limits the length of a stored user agent. */
export function shorten(userAgent: string | null): string | null {
  return userAgent?.slice(0, 300) ?? null;
}

/** Only the values that the client sent; an unknown time zone is ignored. */
function known({ locale, language = locale, timeZone }: Preferences) {
  const found = locales.find((each) => each === language) ?? locale;
  return {
    ...(found === undefined ? {} : languageColumns(found)),
    ...(timeZone !== undefined && isTimeZone(timeZone) ? { timeZone } : {}),
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
