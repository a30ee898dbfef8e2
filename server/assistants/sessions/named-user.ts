import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Database } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { theRow } from "../../platform/errors.ts";

/** Prefix of the names of hidden users, as whom admins preview workflows; no program can use it. */
export const previewPrefix = "\u001fpreview:";

/** SQL condition on `users`: not a preview user. */
export const isNoPreview: SQL = sql`not starts_with(coalesce(${users.externalId}, ''), ${previewPrefix})`;

/** A user seen within this many hours needs no new mark: the clean-up waits for at least a day. */
const freshHours = 12;

const seenAt = sql`coalesce(${users.guestSeenAt}, ${users.createdAt})`;

/**
 * Finds or creates the user that an account's programs call by this name. The same name in two
 * accounts means two users. Marks the user as seen, so that the clean-up, which deletes named users
 * without data, leaves the caller time to create some.
 *
 * @param named.ownerId the account whose API key is used
 * @returns the user's id
 */
export async function findNamedUser(
  db: Database,
  named: { ownerId: string; externalId: string; analyticsOptOut?: boolean },
): Promise<string> {
  const find = () =>
    db
      .select({
        id: users.id,
        isFresh: sql<boolean>`${seenAt} > now() - ${freshHours} * interval '1 hour'`,
      })
      .from(users)
      .where(and(eq(users.ownerId, named.ownerId), eq(users.externalId, named.externalId)));
  const [known] = await find();
  if (known?.isFresh) return known.id;
  // No row is updated if the clean-up has just deleted the user, who is then created again.
  const kept = known && (await markAsSeen(db, known.id));
  if (kept) return known.id;
  await db
    .insert(users)
    .values({ id: newId("user"), ...named })
    .onConflictDoNothing();
  return theRow(await find()).id;
}

async function markAsSeen(db: Database, id: string): Promise<boolean> {
  const marked = await db
    .update(users)
    .set({ guestSeenAt: sql`now()` })
    .where(eq(users.id, id))
    .returning({ id: users.id });
  return marked.length > 0;
}

/** The name that programs call a user by; the user's id if they have none. */
export async function readUserName(db: Database, userId: string): Promise<string> {
  const [user] = await db
    .select({ externalId: users.externalId })
    .from(users)
    .where(eq(users.id, userId));
  return user?.externalId ?? userId;
}
