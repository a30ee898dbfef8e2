import { and, eq } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { notFound } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { endSessions } from "../auth/auth-session.ts";
import type { UserChange } from "./change-user.ts";

/**
 * Signs a user out on all devices, within two seconds. Their keys and their data stay.
 *
 * @throws RequestError `not_found`
 */
export function endUserSessions(
  db: Database,
  { userId, actorId, address }: UserChange,
): Promise<void> {
  return db.transaction(async (tx) => {
    const isAccount = and(eq(users.id, userId), eq(users.isGuest, false));
    const [user] = await tx.select({ id: users.id }).from(users).where(isAccount);
    if (!user) throw notFound("user");
    const name = String(await endSessions(tx, userId, { except: null }));
    await recordAudit(tx, { kind: "sessions_ended", actorId, userId, address, details: { name } });
  });
}
