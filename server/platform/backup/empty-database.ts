import pg from "pg";
import { BackupError } from "./backup-format.ts";
import { jobsSchema, ownTables } from "./list-tables.ts";

/** A query for the connections of nodes, and whether each waits for an advisory lock. */
export const connectedNodes = `
  select pid, wait_event_type is not distinct from 'Lock'
      and wait_event is not distinct from 'advisory' as is_waiting
  from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()
    and application_name in ('chatkit', 'chatkit jobs', 'chatkit listen')`;

/** @throws BackupError while a node is connected */
export async function requireNoNodes(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ connected: number }>(
    `select count(*)::int as connected from (${connectedNodes}) nodes`,
  );
  if (rows[0]?.connected !== 0)
    throw new BackupError("a server still uses this database: stop all nodes first");
}

/**
 * Drops what the program has created, so that a backup finds nothing.
 *
 * @param replace whether it may hold something
 * @throws BackupError when a node is connected, or when it holds something that may not go
 */
export async function emptyDatabase(client: pg.ClientBase, replace: boolean): Promise<void> {
  await requireNoNodes(client);
  if (!replace && (await hasPeople(client)))
    throw new BackupError("the database is not empty; --replace deletes what is in it first");
  const tables = new Set([...(await ownTables()), ...(await tablesOfOthers(client))]);
  await client.query("begin");
  await client.query(`drop schema if exists ${jobsSchema} cascade`);
  await client.query("drop schema if exists drizzle cascade");
  for (const name of tables)
    await client.query(`drop table if exists public.${pg.escapeIdentifier(name)} cascade`);
  await client.query("commit");
}

/** The tables of newer releases that have run on the database, as they have recorded them. */
async function tablesOfOthers(client: pg.ClientBase): Promise<string[]> {
  const found = await client.query(`
    select 1 from pg_attribute
    where attrelid = to_regclass('drizzle.chatkit_releases') and attname = 'tables'`);
  if (found.rows.length === 0) return [];
  const { rows } = await client.query<{ name: string }>(
    "select distinct unnest(tables) as name from drizzle.chatkit_releases",
  );
  return rows.map(({ name }) => name);
}

async function hasPeople(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('public.users') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return false;
  return (await client.query("select 1 from public.users limit 1")).rows.length > 0;
}
