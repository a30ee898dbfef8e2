import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import {
  type PushDevice,
  type PushPreferences,
  pushPreferencesSchema,
  type PushView,
  usualPushPreferences,
} from "../../shared/push.ts";
import { pushSubscriptions } from "../platform/db/schema/push.ts";
import { authSessions, users } from "../platform/db/schema/users.ts";
import { notFound, theRow } from "../platform/errors.ts";
import { readServerKey } from "./push-keys.ts";
import type { PushServices } from "./push-services.ts";
import { mostDevices, type PushCaller, requirePush } from "./subscribe.ts";

/** The preferences as stored; what is missing or unknown is as usual. */
export function toPreferences(stored: unknown): PushPreferences {
  const usual = usualPushPreferences;
  const { showText, quiet } = pushPreferencesSchema.shape;
  const given = typeof stored === "object" && stored !== null ? stored : {};
  return {
    showText: showText
      .catch(usual.showText)
      .parse("showText" in given ? given.showText : undefined),
    quiet: quiet.catch(usual.quiet).parse("quiet" in given ? given.quiet : undefined),
  };
}

/** A user's notifications: preferences and devices, the most recently notified first. */
export async function readPush(
  { db, sql: connection, settings }: Pick<PushServices, "db" | "sql" | "settings">,
  caller: PushCaller,
): Promise<PushView> {
  const { pushPreferences, timeZone } = users;
  const [rows, devices, serverKey] = await Promise.all([
    db.select({ pushPreferences, timeZone }).from(users).where(eq(users.id, caller.userId)),
    listDevices(db, caller),
    settings && readServerKey(connection),
  ]);
  const user = theRow(rows);
  return {
    serverKey,
    preferences: toPreferences(user.pushPreferences),
    timeZone: user.timeZone,
    devices,
  };
}

async function listDevices(
  db: PushServices["db"],
  { userId, authSessionId }: PushCaller,
): Promise<PushDevice[]> {
  const of = pushSubscriptions;
  const rows = await db
    .select({
      id: of.id,
      userAgent: authSessions.userAgent,
      createdAt: of.createdAt,
      lastUsedAt: of.lastUsedAt,
      sessionId: of.authSessionId,
      endpoint: of.endpoint,
    })
    .from(of)
    .innerJoin(authSessions, eq(authSessions.id, of.authSessionId))
    .where(
      and(
        eq(of.userId, userId),
        isNull(authSessions.revokedAt),
        gt(authSessions.expiresAt, sql`now()`),
      ),
    )
    .orderBy(desc(sql`coalesce(${of.lastUsedAt}, ${of.createdAt})`), desc(of.id))
    .limit(mostDevices);
  return rows.map(({ id, userAgent, createdAt, lastUsedAt, sessionId, endpoint }) => ({
    id,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    isCurrent: sessionId === authSessionId,
    endpoint: sessionId === authSessionId ? endpoint : null,
  }));
}

/** Sets how the user wants to be notified, on all their devices. */
export async function setPushPreferences(
  { db }: Pick<PushServices, "db">,
  userId: string,
  pushPreferences: PushPreferences,
): Promise<void> {
  await db.update(users).set({ pushPreferences }).where(eq(users.id, userId));
}

/**
 * Turns notifications off for a device.
 *
 * @throws RequestError `not_found` for one that is another user's, or off already
 */
export async function unsubscribe(
  { db }: Pick<PushServices, "db">,
  userId: string,
  id: string,
): Promise<void> {
  const gone = await db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.userId, userId)))
    .returning({ id: pushSubscriptions.id });
  if (gone.length === 0) throw notFound("push subscription");
}

/**
 * Sends a test to the calling browser, whatever the quiet hours.
 *
 * @throws RequestError `forbidden` where push is turned off; `not_found` for a browser without
 *   notifications
 */
export async function sendTest(
  { db, jobs, settings }: Pick<PushServices, "db" | "jobs" | "settings">,
  { userId, authSessionId }: PushCaller,
): Promise<void> {
  requirePush(settings);
  await db.transaction(async (tx) => {
    const of = pushSubscriptions;
    const [device] = await tx
      .select({ id: of.id })
      .from(of)
      .where(and(eq(of.userId, userId), eq(of.authSessionId, authSessionId)));
    if (!device) throw notFound("push subscription");
    await jobs.enqueue(tx, "push", { subscriptionId: device.id, generationId: null });
  });
}

/**
 * A visible tab has told its user that a reply in another chat has ended: what has ended so far
 * needs no notification.
 */
export async function noteNoticed(
  { db }: Pick<PushServices, "db">,
  { userId, authSessionId }: PushCaller,
): Promise<void> {
  await db
    .update(authSessions)
    .set({ noticedAt: sql`now()` })
    .where(and(eq(authSessions.id, authSessionId), eq(authSessions.userId, userId)));
}
