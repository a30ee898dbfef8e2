import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import type { Database } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { theRow } from "../../platform/errors.ts";

/** What the names of hidden users begin with, whom admins try workflows out as; no program can name one so. */
export const previewPrefix = "\u001fpreview:";

/** Of a row of `users`: whether programs know them. */
export const isNoPreview: SQL = sql`not starts_with(coalesce(${users.externalId}, ''), ${previewPrefix})`;

/**
 * The user whom an account's programs call by a name of theirs; made where it is a new name. Two
 * accounts that use the same name mean two users.
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
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.ownerId, named.ownerId), eq(users.externalId, named.externalId)));
  const [known] = await find();
  if (known) return known.id;
  await db
    .insert(users)
    .values({ id: newId("user"), ...named })
    .onConflictDoNothing();
  return theRow(await find()).id;
}

/** What programs call a user; the user's id where they gave no name. */
export async function readUserName(db: Database, userId: string): Promise<string> {
  const [user] = await db
    .select({ externalId: users.externalId })
    .from(users)
    .where(eq(users.id, userId));
  return user?.externalId ?? userId;
}
