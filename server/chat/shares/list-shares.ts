import { and, desc, eq, isNull } from "drizzle-orm";
import type { Sql } from "postgres";
import { maxShares, type Share } from "../../../shared/share.ts";
import type { Database } from "../../platform/db/client.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { selectShares, toShare } from "./share-view.ts";

/** How long an expired link stays in its owner's list, in days. */
const expiredKeptDays = 30;

/** A user's links, without those to threads in the trash, or those to one of their threads, newest first. */
export async function listShares(
  db: Database,
  { userId, threadId }: { userId: string; threadId?: string | undefined },
): Promise<Share[]> {
  const rows = await selectShares(db)
    .where(
      and(
        eq(shares.userId, userId),
        isNull(threads.trashedAt),
        threadId === undefined ? undefined : eq(shares.threadId, threadId),
      ),
    )
    .orderBy(desc(shares.id))
    .limit(maxShares);
  return rows.map(toShare);
}

/** Deletes links that expired a month ago, at most `limit`. Returns how many. */
export async function deleteExpiredShares(sql: Sql, limit: number): Promise<number> {
  const deleted = await sql`
    delete from shares where id = any(array(
      select id from shares where expires_at < now() - ${expiredKeptDays} * interval '1 day'
      limit ${limit} for update skip locked
    ))`;
  return deleted.count;
}
