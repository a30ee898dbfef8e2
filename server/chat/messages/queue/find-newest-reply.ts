import { sql } from "drizzle-orm";
import type { Transaction } from "../../../platform/db/client.ts";
import { messages, threads } from "../../../platform/db/schema/threads.ts";

/** The reply at the leaf of a locked thread's active branch, else its newest; null if it is empty. */
export async function findNewestReply(tx: Transaction, threadId: string): Promise<string | null> {
  const [reply] = await tx.execute<{ id: string | null }>(sql`
    select coalesce(
      (select m.id from ${threads} t join ${messages} m on m.id = t.active_leaf_id
        where t.id = ${threadId} and m.thread_id = ${threadId} and m.role = 'assistant'),
      (select m.id from ${messages} m
        where m.thread_id = ${threadId} and m.role = 'assistant' order by m.seq desc limit 1)
    ) as id`);
  return reply?.id ?? null;
}
