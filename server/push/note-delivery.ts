import { eq, sql } from "drizzle-orm";
import type { Database } from "../platform/db/client.ts";
import { pushSubscriptions } from "../platform/db/schema/push.ts";

/** Longest pause that a push service may ask for, in seconds. */
const longestPause = 3_600;

/** The push service has taken a notification. */
export async function noteSent(
  db: Database,
  id: string,
  generationId: string | null,
): Promise<void> {
  await db
    .update(pushSubscriptions)
    .set({
      lastUsedAt: sql`now()`,
      notBefore: null,
      ...(generationId === null ? {} : { lastGenerationId: generationId }),
    })
    .where(eq(pushSubscriptions.id, id));
}

/**
 * Keeps the pause that the push service asks for.
 *
 * @param retryAfter the header: seconds or a date (RFC 9110, 10.2.3); null for none
 */
export async function noteWait(db: Database, id: string, retryAfter: string | null): Promise<void> {
  const seconds = readSeconds(retryAfter);
  if (seconds === 0) return;
  await db
    .update(pushSubscriptions)
    .set({ notBefore: sql`now() + ${seconds}::float8 * interval '1 second'` })
    .where(eq(pushSubscriptions.id, id));
}

/** Deletes a device. A browser that subscribes anew is another. */
export async function dropDevice(db: Database, id: string): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id));
}

function readSeconds(header: string | null): number {
  if (header === null) return 0;
  const seconds = /^\d{1,9}$/.test(header)
    ? Number(header)
    : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), longestPause) : 0;
}
