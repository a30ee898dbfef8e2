import type { Database } from "../../platform/db/client.ts";
import {
  type Device,
  endSessions,
  openSession,
  type OpenedAuthSession,
} from "../auth/auth-session.ts";
import { readUser } from "../../chat/feed/read-user.ts";
import type { SessionSecrets } from "../auth/session-secrets.ts";

/**
 * Replaces all auth sessions of a user whose rights change with a new one, so that a planted or
 * copied old session gains nothing (OWASP ASVS 5.0, 7.2.4).
 */
export function renewSession(
  { db, sessionSecrets }: { db: Database; sessionSecrets: SessionSecrets },
  { userId, ...device }: Device & { userId: string },
): Promise<OpenedAuthSession> {
  return db.transaction(async (tx) => {
    await endSessions(tx, userId, { except: null });
    const opened = await openSession(tx, sessionSecrets, { userId, ...device });
    return { ...opened, user: await readUser(tx, userId) };
  });
}
