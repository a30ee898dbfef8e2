import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrateDatabase, migrationsFolder } from "../db/migrate.ts";
import { readMigrations } from "../db/migrations/read-migrations.ts";
import {
  type BackupEnd,
  BackupError,
  type BackupHeader,
  nameOf,
  type TableHeader,
} from "./backup-format.ts";
import { dropForeignKeys } from "./foreign-keys.ts";
import { jobsSchema, listTables, readJobsVersion } from "./list-tables.ts";
import { readBackup } from "./read-backup.ts";
import { requireUnused } from "./require-unused.ts";
import { disableTriggers } from "./triggers.ts";

export interface LoadOptions {
  /** Whether what is in the database now is deleted. */
  replace: boolean;
  /** Creates the job queue's tables. */
  prepareJobs(url: string): Promise<void>;
  report(step: string): void;
}

/** What has been loaded. */
export interface LoadedBackup {
  header: BackupHeader;
  end: BackupEnd;
}

/**
 * Loads a backup into a database that no server uses, and brings it up to date. The rows are loaded
 * in one transaction: after an error there are none.
 *
 * @param source the bytes of `writeBackup`
 * @throws BackupError when the backup cannot be used, or the database is in use or not empty
 */
export async function loadBackup(
  url: string,
  source: AsyncIterable<Uint8Array>,
  options: LoadOptions,
): Promise<LoadedBackup> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "chatkit restore",
    statement_timeout: 0,
    idle_in_transaction_session_timeout: 0,
  });
  await client.connect();
  try {
    await requireUnused(client, options);
    let header: BackupHeader | undefined;
    let restoreKeys = async () => {};
    let enableTriggers = async () => {};
    let takesJobs = false;
    const end = await readBackup(source, {
      async begin(read) {
        header = read;
        await prepareTables(url, read, options);
        takesJobs = read.jobs !== null && read.jobs === (await readJobsVersion(client));
        if (read.jobs !== null && !takesJobs)
          options.report("left out: waiting jobs, which are those of another release");
        await client.query("begin");
        restoreKeys = await dropForeignKeys(client);
        enableTriggers = await disableTriggers(client);
        await emptyTables(client);
      },
      async table(table, rows) {
        if (table.schema === jobsSchema && !takesJobs) return skip(rows);
        options.report(`loading ${nameOf(table)}`);
        await pipeline(Readable.from(rows), client.query(copyFrom(copyCommand(table))));
      },
    });
    options.report("checking what belongs together");
    await setSequences(client, end);
    await restoreKeys();
    await enableTriggers();
    await client.query("commit");
    if (!header) throw new BackupError("the backup has no beginning");
    await migrateDatabase(url, options.report);
    return { header, end };
  } finally {
    await client.end();
  }
}

/** Creates the tables as they were in the database that was backed up. */
async function prepareTables(
  url: string,
  { migratedTo, chatkit }: BackupHeader,
  { prepareJobs, report }: LoadOptions,
): Promise<void> {
  const known = await readMigrations(migrationsFolder);
  if (!known.some(({ when }) => when === migratedTo))
    throw new BackupError(
      `the backup is of another release (${chatkit}), whose tables this one does not know: restore it with that one`,
    );
  report("creating the tables");
  await migrateDatabase(url, () => {}, { upTo: migratedTo });
  await prepareJobs(url);
}

/** Migrations fill some tables. */
async function emptyTables(client: pg.ClientBase): Promise<void> {
  const tables = (await listTables(client)).map(({ table }) => pg.escapeIdentifier(table));
  await client.query(`truncate ${tables.join(", ")}`);
}

function copyCommand({ schema, table, columns }: TableHeader): string {
  const into = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  return `copy ${into} (${columns.map(pg.escapeIdentifier).join(", ")}) from stdin`;
}

async function skip(rows: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of rows);
}

/** Numbers that clients have seen are not given to anything else. */
async function setSequences(client: pg.ClientBase, { sequences }: BackupEnd): Promise<void> {
  for (const { schema, table, column, last } of sequences)
    await client.query(
      "select setval(pg_get_serial_sequence(format('%I.%I', $1::text, $2::text), $3), $4::bigint)",
      [schema, table, column, last],
    );
}
