import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/**
 * Tells all nodes that what an account's named users may do has changed, once that is committed.
 * Named users are those for whom the account's API keys made chat sessions; only live sessions count.
 */
export async function tellNamedViewers(tx: Transaction, ownerId: string): Promise<void> {
  await tx.execute(sql`
    select pg_notify(${noticeChannels.viewer}, named.user_id) from (
      select distinct user_id from ${chatSessions} c
      where c.owner_id = ${ownerId} and c.cancelled_at is null and c.expires_at > now()
    ) named`);
}
