import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/**
 * Tells all nodes, on commit, to re-check the rights of an account's named users: those with live
 * chat sessions made with the account's API keys.
 */
export async function tellNamedViewers(tx: Transaction, ownerId: string): Promise<void> {
  await tx.execute(sql`
    select pg_notify(${noticeChannels.viewer}, named.user_id) from (
      select distinct user_id from ${chatSessions} c
      where c.owner_id = ${ownerId} and c.cancelled_at is null and c.expires_at > now()
    ) named`);
}
