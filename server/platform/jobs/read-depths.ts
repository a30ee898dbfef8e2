import type { Sql } from "postgres";
import { queueNames } from "../../../shared/job-names.ts";
import type { QueueDepth } from "../../../shared/jobs.ts";
import { deadLetterOf } from "./queue-settings.ts";

interface LiveJobs {
  name: string;
  waiting: number;
  later: number;
  failed: number;
  running: number;
  oldest: number | null;
}

/** The current number of jobs in each queue; reads only unfinished ones. */
export async function readDepths(sql: Sql): Promise<QueueDepth[]> {
  // Due: could run now. A failed job keeps that state until its next try starts. The states are
  // listed one by one, because pg-boss's partial index of unfinished jobs matches only that.
  const rows = await sql<LiveJobs[]>`
    select name,
      count(*) filter (where state = 'created' and start_after <= now())::int as waiting,
      count(*) filter (where state = 'created' and start_after > now())::int as later,
      count(*) filter (where state = 'retry')::int as failed,
      count(*) filter (where state = 'active')::int as running,
      extract(epoch from now() - min(start_after)
        filter (where state < 'active' and start_after <= now()))::float8 as oldest
    from pgboss.job where state in ('created', 'retry', 'active') group by name`;
  const found = new Map(rows.map((row) => [row.name, row]));
  return queueNames.map((queue) => {
    const live = found.get(queue);
    return {
      queue,
      waiting: live?.waiting ?? 0,
      later: live?.later ?? 0,
      running: live?.running ?? 0,
      failed: live?.failed ?? 0,
      dead: found.get(deadLetterOf(queue))?.waiting ?? 0,
      oldestSeconds: live?.oldest ?? null,
    };
  });
}
