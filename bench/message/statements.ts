import type { Sql } from "postgres";

/** A statement that was sent while messages were measured. */
export interface Statement {
  text: string;
  calls: number;
  /** Planning and running it, in milliseconds. */
  ms: number;
  walRecords: number;
  walBytes: number;
}

/** Forgets all statements until now. */
export async function forgetStatements(sql: Sql): Promise<void> {
  await sql`select pg_stat_statements_reset()`;
}

/** What was sent since, by text; the most frequent first. */
export async function readStatements(sql: Sql): Promise<Statement[]> {
  return sql<Statement[]>`
    select btrim(regexp_replace(query, '[[:space:]]+', ' ', 'g')) as text, sum(calls)::int as calls,
      sum(total_exec_time + total_plan_time) as ms,
      sum(wal_records)::int as "walRecords", sum(wal_bytes)::float8 as "walBytes"
    from pg_stat_statements where query not like '%pg_stat_statements%'
    group by 1 order by calls desc, ms desc`;
}
