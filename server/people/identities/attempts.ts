import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { identityAttempts } from "../../platform/db/schema/identities.ts";
import { hashSecret } from "../../platform/hash-secret.ts";

/** How long a person may take at the provider, in minutes. */
export const attemptMinutes = 10;

/** An attempt to sign in with a provider, or to connect one. */
export interface Attempt {
  provider: string;
  issuer: string;
  /** The account to connect; null for signing in. */
  userId: string | null;
  /** The slug of a shared chat to return to; null for the chat. */
  nextShare: string | null;
}

/** Remembers that the browser with this secret has begun an attempt. */
export async function saveAttempt(db: Database, secret: string, attempt: Attempt): Promise<void> {
  await db.insert(identityAttempts).values({
    secretHash: hashSecret(secret),
    ...attempt,
    expiresAt: sql`now() + ${attemptMinutes} * interval '1 minute'`,
  });
}

/**
 * Uses an attempt up. Of two concurrent uses, one succeeds.
 *
 * @returns null when the attempt is unknown, with another provider, used or expired
 */
export async function takeAttempt(
  db: Database,
  secret: string,
  provider: string,
): Promise<Attempt | null> {
  const { secretHash, issuer, userId, nextShare, expiresAt } = identityAttempts;
  const [attempt] = await db
    .delete(identityAttempts)
    .where(
      and(
        eq(secretHash, hashSecret(secret)),
        eq(identityAttempts.provider, provider),
        gt(expiresAt, sql`now()`),
      ),
    )
    .returning({ provider: identityAttempts.provider, issuer, userId, nextShare });
  return attempt ?? null;
}
