import { sql } from "drizzle-orm";
import type { GenerationStatus } from "../../../../shared/generation-status.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { generations } from "../../../platform/db/schema/generations.ts";
import { messages, queuedMessages } from "../../../platform/db/schema/threads.ts";

/** The last reply of a branch. */
export interface BranchEnd {
  replyId: string;
  generationId: string;
  status: GenerationStatus;
  /** Whether queued messages wait for it. */
  hasQueue: boolean;
}

interface EndRow extends Record<string, unknown> {
  id: string;
  generation_id: string;
  status: GenerationStatus;
  has_queue: boolean;
}

/**
 * Follows the newest child from a reply of a locked thread down to the last reply; null when the
 * thread has no such reply. A child's `seq` is above its parent's, so from a reply near the end
 * this reads few rows, however long the thread is.
 */
export async function findBranchEnd(
  tx: Transaction,
  { threadId, replyId }: { threadId: string; replyId: string },
): Promise<BranchEnd | null> {
  const [end] = await tx.execute<EndRow>(sql`
    with recursive branch as (
      select id, seq from ${messages}
      where id = ${replyId} and thread_id = ${threadId} and role = 'assistant'
      union all
      select child.id, child.seq from branch cross join lateral (
        select id, seq from ${messages} m
        where m.thread_id = ${threadId} and m.seq > branch.seq and m.parent_id = branch.id
        order by m.seq desc limit 1
      ) child
    )
    select branch.id, g.id as generation_id, g.status, exists (
      select from ${queuedMessages} q where q.after_id = branch.id and q.removed_at is null
    ) as has_queue
    from branch join ${generations} g on g.message_id = branch.id
    order by branch.seq desc limit 1`);
  if (!end) return null;
  const { id: lastId, generation_id: generationId, status, has_queue: hasQueue } = end;
  return { replyId: lastId, generationId, status, hasQueue };
}
