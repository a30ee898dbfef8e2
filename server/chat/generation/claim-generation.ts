import { and, eq, sql as drizzleSql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Effort } from "../../../shared/effort.ts";
import type { Database } from "../../platform/db/client.ts";
import { type ContinuedReply, generations } from "../../platform/db/schema/generations.ts";
import type { ChatJobs } from "../chat-queues.ts";
import { leaseMs, noticePayloads } from "./flush-chunks.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/** A generation that this worker now owns. */
export interface ClaimedGeneration {
  id: string;
  threadId: string;
  messageId: string;
  userId: string;
  workflowId: string;
  /** 0 for the draft, null for the published version. */
  workflowVersion: number | null;
  model: string;
  /** The user's choice, if `model` takes its place; else null. */
  asked: string | null;
  /** How long the model may think; null leaves it to the model. */
  effort: Effort | null;
  /** Null for a reply that starts from scratch. */
  continues: ContinuedReply | null;
  attempt: number;
  /** Earlier attempts whose worker died. */
  failedAttempts: number;
  /** Whether the previous attempt was handed over. */
  wasHandedOver: boolean;
  fence: number;
  lastSeq: number;
  stopRequested: boolean;
  /** The recorded trace that started it; null for none. */
  traceparent: string | null;
  /** Seconds from the send to this claim, by the database's clock. */
  queuedSeconds: number;
}

/** The lease of a generation that was handed over: expired, and distinct from any other. */
const handedOverLease = "epoch";

/**
 * Claims a generation that is queued or whose lease has expired: increments attempt and fence, so
 * that the previous owner can write no more, and logs a `restart` for every attempt but the first.
 * One statement, by the database's clock.
 *
 * @returns null when it has an owner, has ended, or is gone
 */
export async function claimGeneration(
  sql: Sql,
  nodeId: string,
  id: string,
): Promise<ClaimedGeneration | null> {
  const [notice = ""] = noticePayloads(nodeId, [{ generationId: id, pieces: [""] }]);
  const rows = await sql<ClaimedGeneration[]>`
    with claimed as (
      update generations set
        status = 'running',
        attempt = attempt + 1,
        continuing_attempt = case when continues is not null then attempt + 1 end,
        fence = fence + 1,
        last_seq = last_seq + case when attempt > 0 then 1 else 0 end,
        lease_until = now() + ${leaseMs} * interval '1 millisecond',
        started_at = coalesce(started_at, now())
      where id = ${id} and (status = 'queued' or (status = 'running' and lease_until < now()))
      returning *
    ), restarted as (
      insert into chunks (generation_id, seq, attempt, kind, body)
      select id, last_seq, attempt, 'restart', coalesce((continues -> 'keep')::text, '') from claimed where attempt > 1
    )
    select id, thread_id as "threadId", message_id as "messageId", user_id as "userId", workflow_id as "workflowId", workflow_version as "workflowVersion", model, asked_model as asked, effort, continues, attempt,
      attempt - 1 - handovers as "failedAttempts", fence, last_seq as "lastSeq", stop_requested as "stopRequested", traceparent,
      exists (select 1 from generations before where before.id = ${id} and before.lease_until = ${handedOverLease}) as "wasHandedOver",
      extract(epoch from now() - created_at)::float8 as "queuedSeconds"
    from claimed left join lateral (
      select pg_notify(${noticeChannels.chunks}, ${notice}) where claimed.attempt > 1
    ) as hint on true`;
  return rows[0] ?? null;
}

/**
 * A generation queued for longer than this has no job, or its job got lost, and is claimed
 * directly. Milliseconds.
 */
const forgottenAfterMs = 2_000;

/**
 * A generation queued for longer than this is waiting for a place; a younger one may be on its way
 * to its worker. Milliseconds.
 */
const waitsAfterMs = 250;

/** The result of a search for abandoned generations. */
export interface Abandoned {
  /** Generations whose worker has died or whose job got lost: any worker may claim them. */
  ids: string[];
  /** Whether any generation is live on any node. */
  isAnyLive: boolean;
  /** Whether any generation is waiting for a place on any node. */
  isAnyWaiting: boolean;
}

/**
 * Does not find generations that have a turn: `findNext` does.
 *
 * @param limit maximum number of ids, longest waiting first
 */
export async function findAbandoned(sql: Sql, limit: number): Promise<Abandoned> {
  const [row] = await sql<Abandoned[]>`
    select
      array(
        select id from generations
        where (status = 'running' and lease_until < now())
          or (status = 'queued' and turn is null and created_at < now() - ${forgottenAfterMs} * interval '1 millisecond')
        order by created_at limit ${limit}
      ) as ids,
      exists (select 1 from generations where status in ('queued', 'running')) as "isAnyLive",
      exists (
        select 1 from generations
        where status = 'queued'
          and (turn is not null or created_at < now() - ${waitsAfterMs} * interval '1 millisecond')
      ) as "isAnyWaiting"`;
  return row ?? { ids: [], isAnyLive: true, isAnyWaiting: true };
}

/**
 * Releases a generation that this worker still owns, and wakes another worker for it. Increments
 * the fence, so that a flush in flight cannot renew the lease.
 */
export async function releaseGeneration(
  { db, jobs }: { db: Database; jobs: ChatJobs },
  claim: { id: string; fence: number },
): Promise<void> {
  await db.transaction(async (tx) => {
    const released = await tx
      .update(generations)
      .set({
        fence: drizzleSql`${generations.fence} + 1`,
        handovers: drizzleSql`${generations.handovers} + 1`,
        leaseUntil: drizzleSql`${handedOverLease}`,
      })
      .where(
        and(
          eq(generations.id, claim.id),
          eq(generations.fence, claim.fence),
          eq(generations.status, "running"),
        ),
      )
      .returning({ id: generations.id });
    if (released.length > 0) await jobs.enqueue(tx, "generation", { generationId: claim.id });
  });
}
