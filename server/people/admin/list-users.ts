import { and, desc, eq, lt, max, sql } from "drizzle-orm";
import type { UserForAdmin } from "../../../shared/admin.ts";
import { hasWayInSql } from "../accounts/has-way-in.ts";
import type { Database } from "../../platform/db/client.ts";
import { authSessions, users } from "../../platform/db/schema/users.ts";

/** Registered users, newest first. Guests are left out. */
export async function listUsers(
  db: Database,
  { search, cursor, limit }: { search: string; cursor: string | undefined; limit: number },
): Promise<{ users: UserForAdmin[]; nextCursor: string | null }> {
  const lastUsed = db
    .select({ at: max(authSessions.lastUsedAt) })
    .from(authSessions)
    .where(eq(authSessions.userId, users.id));
  const { id, email, emailVerifiedAt, role, disabledAt, createdAt } = users;
  const rows = await db
    .select({
      id,
      email,
      emailVerifiedAt,
      role,
      disabledAt,
      hasWayIn: hasWayInSql,
      createdAt,
      lastUsedAt: sql<Date | string | null>`(${lastUsed})`,
    })
    .from(users)
    .where(
      and(
        // A literal instead of a parameter, to match the condition of the partial index.
        sql`not ${users.isGuest}`,
        cursor === undefined ? undefined : lt(users.id, cursor),
        search === "" ? undefined : sql`strpos(lower(${email}), ${search.toLowerCase()}) > 0`,
      ),
    )
    .orderBy(desc(users.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return {
    users: page.map((row) => ({
      id: row.id,
      email: row.email,
      isVerified: row.emailVerifiedAt !== null,
      role: row.role,
      isDisabled: row.disabledAt !== null,
      hasWayIn: row.hasWayIn,
      createdAt: row.createdAt.toISOString(),
      lastUsedAt: row.lastUsedAt === null ? null : new Date(row.lastUsedAt).toISOString(),
    })),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
