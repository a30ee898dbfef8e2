import { and, eq, gt, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { authSessions } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";

/** How recently a person without a password has to have signed in, in minutes. */
const freshMinutes = 10;

/**
 * Makes sure that the caller of an account without a password has signed in a moment ago, which
 * stands for the password.
 *
 * @throws RequestError `wrong_credentials`
 */
export async function requireFreshSession(db: Database, sessionId: string): Promise<void> {
  const [fresh] = await db
    .select({ id: authSessions.id })
    .from(authSessions)
    .where(
      and(
        eq(authSessions.id, sessionId),
        gt(authSessions.createdAt, sql`now() - ${freshMinutes} * interval '1 minute'`),
      ),
    );
  if (!fresh) throw new RequestError("wrong_credentials", "Sign in again first.");
}
