import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { Preferences, User } from "../../shared/user.ts";
import type { Database } from "../db/client.ts";
import { authSessions, users } from "../db/schema/users.ts";
import { theRow } from "../errors.ts";
import { userColumns } from "./read-user.ts";

/** How long an auth session lasts without use, in seconds. */
export const authSessionSeconds = 30 * 86_400;

/** A live auth session and its user. */
export interface AuthSession {
  id: string;
  user: User;
}

/** A new auth session, with the secret that only its cookie holds. */
export interface OpenedAuthSession extends AuthSession {
  secret: string;
}

const expiry = sql`now() + ${authSessionSeconds} * interval '1 second'`;

/** Makes a guest user and an auth session for them. */
export function openGuestSession(
  db: Database,
  visitor: { userAgent: string | null; preferences: Preferences },
): Promise<OpenedAuthSession> {
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  return db.transaction(async (tx) => {
    const user = theRow(
      await tx
        .insert(users)
        .values({ id: newId("user"), ...known(visitor.preferences) })
        .returning(userColumns),
    );
    const id = newId("authSession");
    const userAgent = visitor.userAgent?.slice(0, 300) ?? null;
    await tx
      .insert(authSessions)
      .values({ id, userId: user.id, tokenHash: hashSecret(secret), userAgent, expiresAt: expiry });
    return { id, user, secret };
  });
}

/** The auth session behind a cookie, used now and so good for another 30 days; null when there is none. */
export async function useAuthSession(
  db: Database,
  secret: string,
  preferences: Preferences,
): Promise<AuthSession | null> {
  const [session] = await db
    .update(authSessions)
    .set({ lastUsedAt: sql`now()`, expiresAt: expiry })
    .where(
      and(
        eq(authSessions.tokenHash, hashSecret(secret)),
        isNull(authSessions.revokedAt),
        gt(authSessions.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: authSessions.id, userId: authSessions.userId });
  if (!session) return null;
  const change = known(preferences);
  const [user] =
    Object.keys(change).length > 0
      ? await db
          .update(users)
          .set(change)
          .where(eq(users.id, session.userId))
          .returning(userColumns)
      : await db.select(userColumns).from(users).where(eq(users.id, session.userId));
  return user ? { id: session.id, user } : null;
}

/** Only what the client told; a time zone that this server does not know counts as not told. */
function known({ locale, timeZone }: Preferences): Partial<Pick<User, "locale" | "timeZone">> {
  return {
    ...(locale === undefined ? {} : { locale }),
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

/** The secret has 256 random bits, so a plain hash keeps it: there is nothing to guess. */
function hashSecret(secret: string): string {
  return new Bun.CryptoHasher("sha256").update(secret).digest("hex");
}
