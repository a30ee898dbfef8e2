import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Executor } from "../../platform/db/client.ts";
import { authSessions, users } from "../../platform/db/schema/users.ts";
import type { ShownCookie } from "./session-cookie.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import { parseSessionCookie } from "./session-secrets.ts";
import { rotateAfterSeconds } from "./use-auth-session.ts";

/** The session that a cookie belongs to. */
export interface FoundSession {
  id: string;
  userId: string;
  isGuest: boolean;
}

/** Finds the live session of a cookie without changing it; null if there is none. */
export async function findSession(
  executor: Executor,
  cookie: ShownCookie | null,
): Promise<FoundSession | null> {
  if (cookie === null) return null;
  const hash = hashSecret(parseSessionCookie(cookie.value).secret);
  const { id, userId, tokenHash, previousTokenHash, revokedAt, expiresAt } = authSessions;
  const { confirmedAt, rotatedAt, isHostBound } = authSessions;
  // The previous secret is accepted for as long as `useAuthSession` accepts it.
  const isStillTaken = or(
    isNull(confirmedAt),
    gt(rotatedAt, sql`now() - ${rotateAfterSeconds} * interval '1 second'`),
  );
  const [session] = await executor
    .select({ id, userId, isGuest: users.isGuest })
    .from(authSessions)
    .innerJoin(users, eq(users.id, userId))
    .where(
      and(
        or(eq(tokenHash, hash), and(eq(previousTokenHash, hash), isStillTaken)),
        isNull(revokedAt),
        gt(expiresAt, sql`now()`),
        cookie.isPlainOverTls ? eq(isHostBound, false) : undefined,
      ),
    );
  return session ?? null;
}
