import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/** Tells all nodes that what a user may has changed, once that is committed: they look again at once. */
export async function tellViewers(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${noticeChannels.viewer}, ${userId})`);
}

/** The same of those whom an account's programs brought along, as far as a client secret lets them in now. */
export async function tellNamedViewers(tx: Transaction, ownerId: string): Promise<void> {
  await tx.execute(sql`
    select pg_notify(${noticeChannels.viewer}, named.user_id) from (
      select distinct user_id from ${chatSessions} c
      where c.owner_id = ${ownerId} and c.cancelled_at is null and c.expires_at > now()
    ) named`);
}
