import type pg from "pg";
import { migrationsFolder } from "../db/migrate.ts";
import { listCreated, readMigrations } from "../db/migrations/read-migrations.ts";
import type { TableHeader } from "./backup-format.ts";

/** The job queue's own schema. */
export const jobsSchema = "pgboss";

/** The names of all tables that any migration has created: others in the schema are not ours. */
export async function ownTables(): Promise<string[]> {
  return listCreated(await readMigrations(migrationsFolder));
}

/**
 * The tables of the program whose rows survive a crash. Those that do not (unlogged ones: rate
 * limits, caches, circuits) are not worth keeping either.
 */
export async function listTables(client: pg.ClientBase): Promise<TableHeader[]> {
  const { rows } = await client.query<TableHeader>(
    `select n.nspname as schema, c.relname as table,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relpersistence = 'p'
      and not c.relispartition and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and c.relname = any($1)
    group by 1, 2
    order by 1, 2`,
    [await ownTables()],
  );
  return rows;
}

/** The version of the job queue's tables; null when there are none. */
export async function readJobsVersion(client: pg.ClientBase): Promise<number | null> {
  const found = await client.query<{ isThere: boolean }>(
    `select to_regclass('${jobsSchema}.version') is not null as "isThere"`,
  );
  if (!found.rows[0]?.isThere) return null;
  const { rows } = await client.query<{ version: number }>(
    `select version from ${jobsSchema}.version`,
  );
  return rows[0]?.version ?? null;
}

/** The table of jobs and its columns. */
export async function readJobsTable(client: pg.ClientBase): Promise<TableHeader> {
  const { rows } = await client.query<{ name: string }>(`
    select attname as name from pg_attribute
    where attrelid = '${jobsSchema}.job'::regclass
      and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`);
  return { schema: jobsSchema, table: "job", columns: rows.map(({ name }) => name) };
}
