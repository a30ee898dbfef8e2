import type { Sql } from "postgres";

/**
 * A week on the dashboard, computed from the events: by day, by workflow and by model, and in
 * total.
 */
export async function readRawWeek(sql: Sql): Promise<void> {
  await Promise.all(
    ["date_trunc('day', at, 'UTC')", "fact ->> 'workflowId'", "fact ->> 'model'", "1"].map((by) =>
      sql.unsafe(`
        select ${by} as part, count(distinct user_id) as people,
          count(*) filter (where fact ->> 'kind' = 'message' and fact ->> 'role' = 'user') as messages,
          count(*) filter (where fact ->> 'kind' = 'generation_finished') as replies,
          count(*) filter (where fact ->> 'outcome' in ('failed', 'interrupted')) as errors,
          sum((fact ->> 'inputTokens')::bigint) as tokens_in, sum((fact ->> 'outputTokens')::bigint) as tokens_out,
          percentile_disc(array[0.5, 0.95]) within group (order by (fact ->> 'firstTokenMs')::int) as first_token
        from analytics_events where at >= now() - interval '7 days' group by 1`),
    ),
  );
}
