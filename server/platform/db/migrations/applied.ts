import type { Sql, TransactionSql } from "postgres";
import type { Migration } from "./read-migrations.ts";

/** A connection, or a transaction on it. */
type Executor = Sql | TransactionSql;

/** Any fixed number. Nodes that start together take turns by it, including nodes of older versions. */
export const migrationLock = 4_277_009_102;

/**
 * Creates drizzle's table of applied migrations if it is missing. Looks first: PostgreSQL wants the
 * right to create it even where it exists.
 */
export async function prepareApplied(sql: Executor): Promise<void> {
  const [found] = await sql<{ isThere: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`;
  if (found?.isThere) return;
  await sql`create schema if not exists drizzle`;
  await sql`
    create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`;
}

/** Whether this migration, or a newer one, is recorded as applied. */
export async function isApplied(sql: Executor, { when }: Migration): Promise<boolean> {
  return when <= (await readLastApplied(sql));
}

/** When the newest applied migration was generated, in Unix milliseconds; -1 when there is none. */
export async function readLastApplied(sql: Executor): Promise<number> {
  const [row] = await sql<{ last: string | null }[]>`
    select max(created_at) as last from drizzle.__drizzle_migrations`;
  return Number(row?.last ?? -1);
}

/** Records a migration as applied. */
export async function recordApplied(sql: Executor, { hash, when }: Migration): Promise<void> {
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${when})`;
}
