import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/** In notices, instead of a user's id: everyone's lists have changed. */
export const everyone = "*";

/** Tells the watchers of a user's prompts on all nodes, or all watchers, on commit. */
export async function tellOfPrompts(
  tx: Transaction,
  { userId, isShared }: { userId: string; isShared: boolean },
): Promise<void> {
  const whose = isShared ? everyone : userId;
  await tx.execute(sql`select pg_notify(${noticeChannels.prompts}, ${whose})`);
}
