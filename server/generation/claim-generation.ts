import type { Sql } from "postgres";
import { leaseMs, noticePayloads } from "./flush-chunks.ts";
import { noticeChannels } from "../streams/notices.ts";

/** A generation that this worker now owns. */
export interface ClaimedGeneration {
  id: string;
  threadId: string;
  messageId: string;
  userId: string;
  workflowId: string;
  model: string;
  attempt: number;
  fence: number;
  lastSeq: number;
  stopRequested: boolean;
}

/**
 * Takes a generation that waits, or whose owner's lease has run out: raises attempt and fence,
 * so that the owner before can write no more, and logs a `restart` for every attempt but the
 * first. One statement, by the database's clock.
 *
 * @returns null when it is somebody's, has ended, or is gone
 */
export async function claimGeneration(
  sql: Sql,
  nodeId: string,
  id: string,
): Promise<ClaimedGeneration | null> {
  const rows = await sql<ClaimedGeneration[]>`
    with claimed as (
      update generations set
        status = 'running',
        attempt = attempt + 1,
        fence = fence + 1,
        last_seq = last_seq + case when attempt > 0 then 1 else 0 end,
        lease_until = now() + ${leaseMs} * interval '1 millisecond',
        started_at = coalesce(started_at, now())
      where id = ${id} and (status = 'queued' or (status = 'running' and lease_until < now()))
      returning *
    ), restarted as (
      insert into chunks (generation_id, seq, attempt, kind, body)
      select id, last_seq, attempt, 'restart', '' from claimed where attempt > 1
    )
    select id, thread_id as "threadId", message_id as "messageId", user_id as "userId", workflow_id as "workflowId", model, attempt, fence,
      last_seq as "lastSeq", stop_requested as "stopRequested"
    from claimed`;
  const claimed = rows[0] ?? null;
  if (claimed && claimed.attempt > 1) {
    for (const payload of noticePayloads(nodeId, [{ generationId: id, texts: [""] }])) {
      await sql.notify(noticeChannels.chunks, payload);
    }
  }
  return claimed;
}

/** Waits so long before a generation that no job has started is looked after, in milliseconds. */
const forgottenAfterMs = 2_000;

/** Generations whose worker has died, or whose job got lost: for any worker to claim. */
export async function findAbandoned(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from generations
    where (status = 'running' and lease_until < now())
      or (status = 'queued' and created_at < now() - ${forgottenAfterMs} * interval '1 millisecond')
    order by created_at limit ${limit}`;
  return rows.map((row) => row.id);
}

/** Ends the lease of a generation that this worker still owns, so that another may take it at once. */
export async function releaseLease(sql: Sql, claim: { id: string; fence: number }): Promise<void> {
  await sql`
    update generations set lease_until = now() - interval '1 millisecond'
    where id = ${claim.id} and fence = ${claim.fence} and status = 'running'`;
}
