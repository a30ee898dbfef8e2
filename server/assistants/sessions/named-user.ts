import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Database } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { theRow } from "../../platform/errors.ts";

/** What the names of hidden users begin with, whom admins try workflows out as; no program can name one so. */
export const previewPrefix = "\u001fpreview:";

/** Of a row of `users`: whether programs know them. */
export const isNoPreview: SQL = sql`not starts_with(coalesce(${users.externalId}, ''), ${previewPrefix})`;

/** A user that was seen within so many hours is not due for the clean-up, which waits for a day at least. */
const freshHours = 12;

const seenAt = sql`coalesce(${users.guestSeenAt}, ${users.createdAt})`;

/**
 * The user whom an account's programs call by a name of theirs; made where it is a new name. Two
 * accounts that use the same name mean two users. The clean-up, which deletes named users that have
 * nothing, leaves the user alone for as long as it takes to make something of theirs.
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
  // None is left where the clean-up has deleted the user since: then it is made anew.
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

/** What programs call a user; the user's id where they gave no name. */
export async function readUserName(db: Database, userId: string): Promise<string> {
  const [user] = await db
    .select({ externalId: users.externalId })
    .from(users)
    .where(eq(users.id, userId));
  return user?.externalId ?? userId;
}
