import { sql } from "drizzle-orm";
import { newId } from "../../shared/ids.ts";
import type { Database } from "../platform/db/client.ts";
import type { AnalyticsJobs } from "./analytics-queues.ts";
import { holdCounting } from "./counting-lock.ts";

/** Maximum number of events in a delivery, about 150 KB. */
const largestBatch = 500;

/**
 * Puts events without a batch into batches, each with its delivery job. A batch never changes, so
 * every try sends the same.
 *
 * @returns how many batches were made
 */
export async function makeBatches(
  { db, jobs }: { db: Database; jobs: AnalyticsJobs },
  signal: AbortSignal,
): Promise<number> {
  let made = 0;
  for (let size = largestBatch; size === largestBatch && !signal.aborted;) {
    size = await makeBatch(db, jobs);
    if (size > 0) made++;
  }
  return made;
}

/** @returns the number of events in the batch; 0 when no event was left and no batch was made */
function makeBatch(db: Database, jobs: AnalyticsJobs): Promise<number> {
  const id = newId("analyticsBatch");
  return db.transaction(async (tx) => {
    await holdCounting(tx);
    const [made] = await tx.execute<{ size: number }>(sql`
      with taken as (
        update analytics_events set batch_id = ${id} where seq in (
          select seq from analytics_events where batch_id is null order by seq limit ${largestBatch})
        returning 1
      )
      insert into analytics_batches (id, size)
      select ${id}, count(*) from taken having count(*) > 0 returning size`);
    if (!made) return 0;
    await jobs.enqueue(tx, "analytics", { batchId: id });
    return made.size;
  });
}
