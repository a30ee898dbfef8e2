import { and, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import type { ThreadOfUser } from "../threads/access.ts";

/** Time to come back to a temporary chat in seconds: a reload on a slow connection. */
const graceSeconds = 120;

/**
 * Notes that a user has left a temporary chat: the next clean-up after two minutes deletes it, unless
 * they come back. A tab that is closed and one that is reloaded look the same.
 *
 * @throws RequestError `not_found` for a chat that is missing, another user's or not temporary
 */
export function leaveTemporary(db: Database, of: ThreadOfUser): Promise<{ threadId: string }> {
  const soon = sql`least(temporary_until, now() + ${graceSeconds} * interval '1 second')`;
  return setEnd(db, of, soon);
}

/**
 * Notes that a user is in a temporary chat, which stays for another day.
 *
 * @throws RequestError `not_found` for a chat that is missing, another user's or not temporary
 */
export function stayInTemporary(db: Database, of: ThreadOfUser): Promise<{ threadId: string }> {
  return setEnd(db, of, sql`now() + interval '1 day'`);
}

async function setEnd(
  db: Database,
  { threadId, userId }: ThreadOfUser,
  end: SQL,
): Promise<{ threadId: string }> {
  const changed = await db
    .update(threads)
    .set({ temporaryUntil: end })
    .where(
      and(
        eq(threads.id, threadId),
        eq(threads.userId, userId),
        isNotNull(threads.temporaryUntil),
        isNull(threads.trashedAt),
      ),
    )
    .returning({ id: threads.id });
  if (changed.length === 0) throw notFound("thread");
  return { threadId };
}
