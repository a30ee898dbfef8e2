import type { Sql } from "postgres";
import { queueNames } from "../../../shared/job-names.ts";
import type { JobStore, StoredDeadJob } from "./job-store.ts";
import { deadLetterOf } from "./queue-settings.ts";
import { keptReason } from "./reason.ts";

type DeadRow = Omit<StoredDeadJob, "queue" | "reason"> & { name: string; output: unknown };

/** ISO 8601 to the microsecond, as the database writes it. */
const isoFormat = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/**
 * Dead jobs, latest first. The cursor is a time and an id, which works because jobs are never
 * inserted in between.
 */
export async function listDead(
  sql: Sql,
  { queue, cursor, limit }: Parameters<JobStore["listDead"]>[0],
): Promise<StoredDeadJob[]> {
  const queues = new Map(
    (queue === undefined ? queueNames : [queue]).map((name) => [deadLetterOf(name), name]),
  );
  const after = cursor
    ? sql`and (created_on, id) < (${cursor.diedAt}::timestamptz, ${cursor.id}::uuid)`
    : sql``;
  const rows = await sql<DeadRow[]>`
    select id, name, data as payload, coalesce(source_output, output) as output,
      coalesce(source_retry_count, 0) + 1 as attempts,
      to_char(coalesce(source_created_on, created_on) at time zone 'utc', ${isoFormat}) as "createdAt",
      to_char(created_on at time zone 'utc', ${isoFormat}) as "diedAt"
    from pgboss.job
    where name in ${sql([...queues.keys()])} and state < 'active' ${after}
    order by created_on desc, id desc limit ${limit}`;
  return rows.flatMap(({ name, output, ...row }) => {
    const of = queues.get(name);
    return of === undefined ? [] : [{ ...row, queue: of, reason: keptReason(output) }];
  });
}
