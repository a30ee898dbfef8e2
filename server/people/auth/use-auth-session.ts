import { eq, or, sql } from "drizzle-orm";
import type { Preferences } from "../../../shared/user.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { authSessions, users } from "../../platform/db/schema/users.ts";
import { accountDisabled } from "../../platform/errors.ts";
import type { Logger } from "../../platform/log.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import {
  applyPreferences,
  type Device,
  endSessions,
  type OpenedAuthSession,
  sessionExpiry,
  shorten,
} from "./auth-session.ts";
import type { ShownCookie } from "./session-cookie.ts";
import { nameInLogs } from "./name-in-logs.ts";
import { readUser } from "../../chat/feed/read-user.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import { type DecidedEntry, readEntryRules } from "../entry/entry-rules.ts";
import { parseSessionCookie, type SessionCookie, type SessionSecrets } from "./session-secrets.ts";

/** Dependencies of using an auth session. */
export interface SessionDeps {
  db: Database;
  sessionSecrets: SessionSecrets;
  log: Logger;
  metrics: Pick<Metrics, "sessionReuses">;
  entry: DecidedEntry;
}

/**
 * Seconds after which a secret is rotated at its next use. The previous one is accepted for as long
 * after that, because tabs refresh at the same time.
 */
export const rotateAfterSeconds = 60;

/**
 * Uses the auth session of a cookie and extends it by 30 days; null if there is none. Its secret
 * rotates with use (docs/decisions/0005-auth-sessions.md). A former secret means that the cookie
 * was copied, and ends the session. A secret that the session never had ends nothing: knowing an id
 * must not be enough to sign its user out. Over TLS, a cookie with the plain name opens only
 * sessions of earlier versions, which are then bound to the `__Host-` name. A guest's session is
 * left as it is while the server lets no guests in: signing in or registering finds it again.
 *
 * @throws RequestError `account_disabled`
 */
export async function useAuthSession(
  deps: SessionDeps,
  cookie: ShownCookie,
  use: Device & { preferences: Preferences },
): Promise<OpenedAuthSession | null> {
  const shown = parseSessionCookie(cookie.value);
  return deps.db.transaction(async (tx) => {
    const session = await lockSession(tx, shown);
    if (!session || (cookie.isPlainOverTls && session.isHostBound)) return null;
    const turn = turnOf(deps.sessionSecrets, session, shown.secret);
    if (!turn) {
      if (isFormer(deps.sessionSecrets, session, shown))
        await endFamily(tx, deps, { session, address: use.address });
      return null;
    }
    if (session.isDisabled) throw accountDisabled();
    if (session.isGuest && (await readEntryRules(tx, deps.entry)).guests === "off") return null;
    const { id, userId } = session;
    await tx
      .update(authSessions)
      .set({
        ...turn.change,
        isHostBound: deps.sessionSecrets.areHostBound,
        lastUsedAt: sql`now()`,
        expiresAt: sessionExpiry,
        address: use.address,
        ...(use.userAgent === null ? {} : { userAgent: shorten(use.userAgent) }),
      })
      .where(eq(authSessions.id, id));
    await applyPreferences(tx, userId, use.preferences);
    return { id, user: await readUser(tx, userId), cookie: turn.cookie };
  });
}

type LockedSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>;

/** Finds and locks the live session of a cookie, so that tabs that refresh at once take turns. */
async function lockSession(tx: Transaction, shown: SessionCookie) {
  const hash = hashSecret(shown.secret);
  const { id, tokenHash, previousTokenHash, confirmedAt, revokedAt, expiresAt } = authSessions;
  const { isHostBound } = authSessions;
  const turnedAt = sql`coalesce(${authSessions.rotatedAt}, ${authSessions.createdAt})`;
  const [session] = await tx
    .select({
      id,
      tokenHash,
      previousTokenHash,
      confirmedAt,
      isHostBound,
      userId: users.id,
      isGuest: sql<boolean>`${users.isGuest} and ${users.role} = 'user'`,
      isDisabled: sql<boolean>`${users.disabledAt} is not null`,
      isFresh: sql<boolean>`${turnedAt} > now() - ${rotateAfterSeconds} * interval '1 second'`,
      isLive: sql<boolean>`${revokedAt} is null and ${expiresAt} > now()`,
    })
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .where(
      shown.id === null ? or(eq(tokenHash, hash), eq(previousTokenHash, hash)) : eq(id, shown.id),
    )
    .for("update", { of: authSessions });
  return session?.isLive ? session : null;
}

/** The next state of the session's secret; null for a secret that does not open the session. */
function turnOf(secrets: SessionSecrets, session: LockedSession, secret: string) {
  const { id, isFresh, confirmedAt } = session;
  const hash = hashSecret(secret);
  if (hash === session.tokenHash) {
    if (isFresh)
      return {
        cookie: secrets.cookieOf(id, secret),
        change: { confirmedAt: confirmedAt ?? sql`now()` },
      };
    const next = secrets.successorOf(secret);
    const change = {
      tokenHash: hashSecret(next),
      previousTokenHash: hash,
      rotatedAt: sql`now()`,
      confirmedAt: null,
    };
    return { cookie: secrets.cookieOf(id, next), change };
  }
  if (hash !== session.previousTokenHash || !(isFresh || confirmedAt === null)) return null;
  const next = secrets.findSuccessor(secret, session.tokenHash);
  return next === null ? null : { cookie: secrets.cookieOf(id, next), change: {} };
}

/** Whether a secret that does not open the session used to. */
function isFormer(secrets: SessionSecrets, session: LockedSession, shown: SessionCookie): boolean {
  return hashSecret(shown.secret) === session.previousTokenHash || secrets.wasGiven(shown);
}

async function endFamily(
  tx: Transaction,
  { log, metrics }: SessionDeps,
  { session, address }: { session: LockedSession; address: string },
): Promise<void> {
  const { id, userId } = session;
  await endSessions(tx, userId, { ids: [id] });
  await recordAudit(tx, { kind: "session_reuse", actorId: null, userId, address });
  metrics.sessionReuses.inc();
  const authSession = nameInLogs(id);
  log.warn({ authSession, userId }, "a former session secret was shown: session ended");
}
