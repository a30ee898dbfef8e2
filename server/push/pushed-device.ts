import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Locale } from "../../shared/locale.ts";
import type { PushPreferences } from "../../shared/push.ts";
import type { Database } from "../platform/db/client.ts";
import { pushSubscriptions } from "../platform/db/schema/push.ts";
import { authSessions, users } from "../platform/db/schema/users.ts";
import { userLanguage } from "../platform/db/user-language.ts";
import type { ReceiverKeys } from "./encrypt-payload.ts";
import { toPreferences } from "./push-settings.ts";

/** A device to send to, with what its user wants. */
export interface PushedDevice {
  id: string;
  userId: string;
  endpoint: string;
  keys: ReceiverKeys;
  serverKey: string;
  preferences: PushPreferences;
  timeZone: string;
  language: Locale;
  /** Whether the push service may be called again. */
  isDue: boolean;
  /** Whether the push service has ever taken a push. */
  hasWorked: boolean;
  lastGenerationId: string | null;
}

/** The device, as long as its user is signed in there and not disabled; otherwise null. */
export async function readPushedDevice(db: Database, id: string): Promise<PushedDevice | null> {
  const of = pushSubscriptions;
  const [row] = await db
    .select({
      userId: of.userId,
      endpoint: of.endpoint,
      p256dh: of.p256dh,
      auth: of.auth,
      serverKey: of.serverKey,
      stored: users.pushPreferences,
      timeZone: users.timeZone,
      language: userLanguage,
      isDue: sql<boolean>`coalesce(${of.notBefore} <= now(), true)`,
      hasWorked: sql<boolean>`${of.lastUsedAt} is not null`,
      lastGenerationId: of.lastGenerationId,
    })
    .from(of)
    .innerJoin(authSessions, eq(authSessions.id, of.authSessionId))
    .innerJoin(users, eq(users.id, of.userId))
    .where(
      and(
        eq(of.id, id),
        isNull(authSessions.revokedAt),
        gt(authSessions.expiresAt, sql`now()`),
        isNull(users.disabledAt),
      ),
    );
  if (!row) return null;
  const { p256dh, auth, stored, ...device } = row;
  return { ...device, id, keys: { p256dh, auth }, preferences: toPreferences(stored) };
}
