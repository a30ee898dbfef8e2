import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { SignedInDevice } from "../../../shared/account.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import type { Database } from "../../platform/db/client.ts";
import { authSessions } from "../../platform/db/schema/users.ts";
import { notFound } from "../../platform/errors.ts";
import type { Caller } from "./caller.ts";

/** Maximum number of devices listed; the most recently used ones. */
const mostListed = 100;

/** The devices on which a user is signed in, most recently used first. */
export async function listDevices(
  db: Database,
  { userId, sessionId }: Caller,
): Promise<SignedInDevice[]> {
  const { id, userAgent, address, createdAt, lastUsedAt, revokedAt, expiresAt } = authSessions;
  const rows = await db
    .select({ id, userAgent, address, createdAt, lastUsedAt })
    .from(authSessions)
    .where(and(eq(authSessions.userId, userId), isNull(revokedAt), gt(expiresAt, sql`now()`)))
    .orderBy(desc(lastUsedAt))
    .limit(mostListed);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt.toISOString(),
    isCurrent: row.id === sessionId,
  }));
}

/**
 * Signs a device out.
 *
 * @throws RequestError `not_found` for a device that is another user's or already signed out
 */
export async function revokeDevice(
  db: Database,
  { userId, address }: Caller,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    if ((await endSessions(tx, userId, { ids: [id] })) === 0) throw notFound("session");
    await recordAudit(tx, { kind: "session_revoked", actorId: userId, userId, address });
  });
}
