import type { Database } from "../../platform/db/client.ts";
import {
  type Device,
  endSessions,
  openSession,
  type OpenedAuthSession,
} from "../auth/auth-session.ts";
import { readUser } from "../../chat/feed/read-user.ts";
import { givePush, takePush } from "../auth/move-push.ts";
import type { SessionSecrets } from "../auth/session-secrets.ts";

/**
 * Replaces all auth sessions of a user whose rights change with a new one, so that a planted or
 * copied old session gains nothing (OWASP ASVS 5.0, 7.2.4). The browser keeps its notifications.
 *
 * @param sessionId the session of the browser that gets the new one; null if it has none
 */
export function renewSession(
  { db, sessionSecrets }: { db: Database; sessionSecrets: SessionSecrets },
  { userId, sessionId, ...device }: Device & { userId: string; sessionId: string | null },
): Promise<OpenedAuthSession> {
  return db.transaction(async (tx) => {
    const push = sessionId === null ? null : await takePush(tx, sessionId);
    await endSessions(tx, userId, { except: null });
    const opened = await openSession(tx, sessionSecrets, { userId, ...device });
    await givePush(tx, push, { userId, authSessionId: opened.id });
    return { ...opened, user: await readUser(tx, userId) };
  });
}
