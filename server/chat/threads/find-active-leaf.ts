import { sql } from "drizzle-orm";
import type { Executor } from "../../platform/db/client.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";

/** The last message of a thread's active branch; null if that is the branch of the newest message. */
export async function findActiveLeaf(executor: Executor, threadId: string): Promise<string | null> {
  const [leaf] = await executor.execute<{ id: string }>(sql`
    with recursive branch as (
      select m.id, m.seq from ${threads} t join ${messages} m on m.id = t.active_leaf_id
      where t.id = ${threadId} and m.thread_id = t.id
      union all
      select child.id, child.seq from branch cross join lateral (
        select id, seq from ${messages} m
        where m.thread_id = ${threadId} and m.seq > branch.seq and m.parent_id = branch.id
        order by m.seq desc limit 1
      ) child
    )
    select id from branch order by seq desc limit 1`);
  return leaf?.id ?? null;
}
