import type pg from "pg";
import { BackupError } from "./backup-format.ts";

/**
 * Makes sure that a backup can be loaded: no server is connected, and the database is empty, or is
 * emptied now.
 *
 * @throws BackupError otherwise
 */
export async function requireUnused(
  client: pg.ClientBase,
  { replace }: { replace: boolean },
): Promise<void> {
  const { rows } = await client.query<{ connected: number }>(`
    select count(*)::int as connected from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and application_name in ('chatkit', 'chatkit jobs', 'chatkit listen')`);
  if (rows[0]?.connected !== 0)
    throw new BackupError("a server still uses this database: stop all nodes first");
  if (replace) return empty(client);
  if (await hasPeople(client))
    throw new BackupError("the database is not empty; --replace deletes what is in it first");
}

async function hasPeople(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('public.users') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return false;
  return (await client.query("select 1 from public.users limit 1")).rows.length > 0;
}

/** Drops what the program has created, and nothing else. */
async function empty(client: pg.ClientBase): Promise<void> {
  await client.query("begin");
  await client.query("drop schema if exists pgboss cascade");
  await client.query("drop schema if exists drizzle cascade");
  const { rows } = await client.query<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`);
  for (const { name } of rows) await client.query(`drop table ${name} cascade`);
  await client.query("commit");
}
