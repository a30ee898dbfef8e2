import type { Sql } from "postgres";
import {
  type AnalyticsDelivery,
  type AnalyticsFact,
  analyticsVersion,
} from "../../shared/analytics.ts";
import type { JobEnd } from "../platform/jobs/job-queue.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { type AnalyticsReceiver, postDelivery, type PostOutcome } from "./post-delivery.ts";
import { pseudonymOf } from "./sign-delivery.ts";

/** Dependencies of delivery. */
export interface DeliverBatchDeps {
  sql: Sql;
  log: Logger;
  metrics: Pick<Metrics, "analyticsDeliveries" | "analyticsDeliveryTime">;
  /** Null when delivery is not configured. */
  receiver: AnalyticsReceiver | null;
}

/** How long a batch is retried, in seconds: a day. */
export const triedSeconds = 86_400;

interface Batch {
  id: string;
  isDelivered: boolean;
  isDue: boolean;
  /** Whether this is the last try. */
  isOld: boolean;
}

/**
 * Tries to deliver a batch, once. Any answer but success is retried for a day, because a wrong
 * setup may get fixed; then the batch is given up. It leaves out events of users who have since
 * been deleted or have opted out.
 *
 * @param last whether the job has no further try
 */
export async function deliverBatch(
  deps: DeliverBatchDeps,
  batchId: string,
  last: boolean,
): Promise<JobEnd> {
  const { sql, metrics, receiver, log } = deps;
  const batch = await readBatch(sql, batchId);
  // It was deleted while in use, or retried by an admin long after it was given up.
  if (!batch) return { outcome: "dead", reason: "the batch is kept no more" };
  if (batch.isDelivered) return { outcome: "done" };
  if (!batch.isDue && !last) return { outcome: "again", reason: "the receiver asked to wait" };
  const answer = receiver
    ? await postBatch(deps, receiver, batch)
    : { ok: false as const, reason: "ANALYTICS_URL is not set any more", waitSeconds: 0 };
  if (answer.ok) {
    await sql`update analytics_batches set delivered_at = now(), failure = null where id = ${batchId}`;
    metrics.analyticsDeliveries.inc({ outcome: "delivered" });
    return { outcome: "done" };
  }
  const { reason } = answer;
  const isDead = last || batch.isOld;
  await noteFailure(sql, batchId, { ...answer, isDead });
  metrics.analyticsDeliveries.inc({ outcome: isDead ? "failed" : "retried" });
  log.warn({ batchId, reason, isDead }, "analytics not delivered");
  return { outcome: isDead ? "dead" : "again", reason };
}

/** Null when the batch has been deleted. */
async function readBatch(sql: Sql, id: string): Promise<Batch | null> {
  const [batch] = await sql<Batch[]>`
    select id, delivered_at is not null as "isDelivered", coalesce(not_before <= now(), true) as "isDue",
      created_at < now() - ${triedSeconds} * interval '1 second' as "isOld"
    from analytics_batches where id = ${id}`;
  return batch ?? null;
}

async function postBatch(
  { sql, metrics }: DeliverBatchDeps,
  receiver: AnalyticsReceiver,
  { id }: Batch,
): Promise<PostOutcome> {
  const rows = await sql<{ id: string; at: string; userId: string; fact: AnalyticsFact }[]>`
    select id, at, user_id as "userId", fact from analytics_events where batch_id = ${id} order by seq`;
  if (rows.length === 0) return { ok: true };
  const delivery: AnalyticsDelivery = {
    batch: id,
    events: rows.map(({ id: event, at, userId, fact }) => ({
      id: event,
      version: analyticsVersion,
      at: new Date(at).toISOString(),
      person: pseudonymOf(receiver.secret, userId),
      ...fact,
    })),
  };
  const startedAt = performance.now();
  const answer = await postDelivery(receiver, delivery);
  metrics.analyticsDeliveryTime.observe((performance.now() - startedAt) / 1_000);
  return answer;
}

/** Caps the pause that the receiver asks for at the end of the batch's day. */
async function noteFailure(
  sql: Sql,
  id: string,
  { reason, waitSeconds, isDead }: { reason: string; waitSeconds: number; isDead: boolean },
): Promise<void> {
  await sql`
    update analytics_batches set failure = ${isDead ? reason : null},
      not_before = least(now() + ${waitSeconds} * interval '1 second', created_at + ${triedSeconds} * interval '1 second')
    where id = ${id} and delivered_at is null`;
}
