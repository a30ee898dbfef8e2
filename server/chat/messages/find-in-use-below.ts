import { sql } from "drizzle-orm";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, queuedMessages } from "../../platform/db/schema/threads.ts";

/** What is still going on below a message. */
export interface InUseBelow {
  /** Live generations of replies below it. */
  live: string[];
  /** Replies below it that queued messages wait for. */
  ends: string[];
}

interface EndRow extends Record<string, unknown> {
  id: string;
  generation_id: string | null;
}

/**
 * Finds the live replies, and the replies that queued messages wait for, below a message of a locked
 * thread. Walks up from these few, because a message does not know its children. A parent's `seq`
 * is below its child's, so the walk ends at the message's.
 */
export async function findInUseBelow(
  tx: Transaction,
  { id, threadId, seq }: { id: string; threadId: string; seq: number },
): Promise<InUseBelow> {
  const rows = await tx.execute<EndRow>(sql`
    with recursive ends as (
      select message_id as id, id as generation_id from ${generations}
      where thread_id = ${threadId} and status in ('queued', 'running')
      union
      select after_id, null from ${queuedMessages} where thread_id = ${threadId} and removed_at is null
    ), up as (
      select id as end_id, generation_id, id from ends
      union all
      select up.end_id, up.generation_id, parent.id from up cross join lateral (
        select m.parent_id as id from ${messages} m
        where m.id = up.id and m.thread_id = ${threadId} and m.seq > ${seq}::int offset 0
      ) parent
    )
    select end_id as id, generation_id from up where id = ${id}`);
  return {
    live: rows.flatMap(({ generation_id }) => generation_id ?? []),
    ends: rows.flatMap((row) => (row.generation_id === null ? row.id : [])),
  };
}
