import { createHash } from "node:crypto";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import {
  type BackupEnd,
  BackupError,
  type BackupHeader,
  nameOf,
  newHeader,
  type TableHeader,
  type TableSum,
} from "./backup-format.ts";
import { migrationsFolder } from "../db/migrate.ts";
import { readMigrations } from "../db/migrations/read-migrations.ts";
import { connectClient } from "./connect-client.ts";
import { listTables, readJobsTable, readJobsVersion } from "./list-tables.ts";
import { untilSilent } from "./until-silent.ts";

/** What the header says besides the state of the database. */
export type BackupOrigin = Pick<BackupHeader, "chatkit" | "secret">;

/** Called as tables are written, with what has been written so far, in bytes before compression. */
export type BackupProgress = (table: string, bytes: number) => void;

/** How a backup is read. */
export interface BackupReading {
  progress?: BackupProgress;
  /** The longest silence of the database, in milliseconds. */
  silentMs?: number;
}

/**
 * A table may be locked, or hold nothing but deleted rows, for some minutes. Longer than any of that
 * without a byte, the connection is taken for dead. Milliseconds.
 */
const usualSilentMs = 15 * 60_000;

/**
 * Everything in the database as it is at one moment, while the server runs on: one transaction that
 * only reads. Memory does not grow with the database.
 *
 * @throws BackupError when a later release has migrated the database, whose tables would be missing,
 *   or when the database has sent nothing for too long
 */
export async function* writeBackup(
  url: string,
  origin: BackupOrigin,
  { progress = () => {}, silentMs = usualSilentMs }: BackupReading = {},
): AsyncGenerator<Uint8Array> {
  const client = await connectClient(url, "backup");
  try {
    yield* untilSilent(client, readAll(client, origin, progress), silentMs);
  } finally {
    await client.end();
  }
}

async function* readAll(
  client: pg.Client,
  origin: BackupOrigin,
  progress: BackupProgress,
): AsyncGenerator<Uint8Array> {
  await client.query("begin isolation level repeatable read read only");
  const jobs = await readJobsVersion(client);
  const migratedTo = await readMigratedTo(client, origin);
  const createdAt = new Date().toISOString();
  yield line(newHeader({ ...origin, createdAt, migratedTo, jobs }));
  const end: BackupEnd = { end: true, tables: {}, sequences: [] };
  let bytes = 0;
  for (const table of await tablesOf(client, jobs)) {
    const sum = { rows: 0, hash: createHash("sha256") };
    yield line(table);
    for await (const block of rowsOf(client, table)) {
      sum.rows += countLines(block);
      sum.hash.update(block);
      bytes += block.length;
      progress(nameOf(table), bytes);
      yield encoder.encode(`${block.length}\n`);
      yield block;
    }
    yield encoder.encode("0\n");
    end.tables[nameOf(table)] = sumOf(sum);
  }
  // Sequences do not belong to the moment: read last, they are past all rows.
  end.sequences = await readSequences(client);
  yield line(end);
  await client.query("commit");
}

/**
 * The newest migration of the database, as the header names it.
 *
 * @throws BackupError for one that this program does not have
 */
async function readMigratedTo(client: pg.ClientBase, { chatkit }: BackupOrigin): Promise<number> {
  const { rows } = await client.query<{ last: string }>(
    "select max(created_at) as last from drizzle.__drizzle_migrations",
  );
  const migratedTo = Number(rows[0]?.last);
  const known = await readMigrations(migrationsFolder);
  if (known.some(({ when }) => when === migratedTo)) return migratedTo;
  throw new BackupError(
    `a later release has migrated the database, and ChatKit ${chatkit} does not know its tables: make the backup with that release`,
  );
}

async function tablesOf(client: pg.ClientBase, jobs: number | null): Promise<TableHeader[]> {
  const tables = await listTables(client);
  return jobs === null ? tables : [...tables, await readJobsTable(client)];
}

function rowsOf(client: pg.ClientBase, { schema, table, columns }: TableHeader) {
  const names = columns.map(pg.escapeIdentifier).join(", ");
  const from = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  // Completed jobs are history, and there are many. The backup's own job is not done again by those
  // who restore it.
  const isOfJobs = nameOf({ schema, table }) === "pgboss.job";
  const which = isOfJobs ? " where state <> 'completed' and name <> 'backup'" : "";
  return client.query(copyTo(`copy (select ${names} from ${from}${which}) to stdout`));
}

async function readSequences(client: pg.ClientBase): Promise<BackupEnd["sequences"]> {
  const { rows } = await client.query<BackupEnd["sequences"][number]>(`
    select n.nspname as schema, c.relname as table, a.attname as column,
      pg_sequence_last_value(
        pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)::regclass
      )::text as last
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relpersistence = 'p'
      and a.attidentity <> '' and not a.attisdropped`);
  return rows.filter(({ last }) => last !== null);
}

const encoder = new TextEncoder();

function line(value: object): Uint8Array {
  return encoder.encode(`${JSON.stringify(value)}\n`);
}

function sumOf({ rows, hash }: { rows: number; hash: ReturnType<typeof createHash> }): TableSum {
  return { rows, sha256: hash.digest("hex") };
}

/** Number of rows that end in a block: line feeds within values are escaped. */
export function countLines(block: Uint8Array): number {
  let count = 0;
  for (let at = block.indexOf(10); at !== -1; at = block.indexOf(10, at + 1)) count++;
  return count;
}
