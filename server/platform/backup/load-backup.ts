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
import { connectClient } from "./connect-client.ts";
import { dropForeignKeys } from "./foreign-keys.ts";
import { jobsSchema, listTables, readJobsVersion } from "./list-tables.ts";
import { type BackupTaker, readBackup } from "./read-backup.ts";
import { emptyDatabase } from "./empty-database.ts";
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
 * in one transaction: after an error there are none. What was there before is deleted once the
 * backup's beginning has been read; `checkSums` reads all of a file before that.
 *
 * @param source the bytes of `writeBackup`
 * @throws BackupError when the backup cannot be used, or the database is in use or not empty
 */
export async function loadBackup(
  url: string,
  source: AsyncIterable<Uint8Array>,
  options: LoadOptions,
): Promise<LoadedBackup> {
  const client = await connectClient(url, "restore");
  try {
    const loader = new Loader(client, url, options);
    const end = await readBackup(source, loader);
    await loader.finish(end);
    await migrateDatabase(url, options.report);
    return { header: loader.header, end };
  } finally {
    await client.end();
  }
}

/**
 * Reads a whole backup and loads nothing.
 *
 * @throws BackupError when it is damaged, or of a release that this one does not know
 */
export async function checkSums(source: AsyncIterable<Uint8Array>): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  await readBackup(source, {
    async begin(read) {
      await requireKnown(read);
      header = read;
    },
    table: (_, rows) => skip(rows),
  });
  if (!header) throw new BackupError("the backup has no beginning");
  return header;
}

/** Loads table after table. */
class Loader implements BackupTaker {
  readonly #client: pg.Client;
  readonly #url: string;
  readonly #options: LoadOptions;
  readonly #loaded = new Map<string, number>();
  #header: BackupHeader | undefined;
  #takesJobs = false;
  #restoreKeys = async () => {};
  #enableTriggers = async () => {};

  constructor(client: pg.Client, url: string, options: LoadOptions) {
    this.#client = client;
    this.#url = url;
    this.#options = options;
  }

  get header(): BackupHeader {
    if (!this.#header) throw new BackupError("the backup has no beginning");
    return this.#header;
  }

  async begin(header: BackupHeader): Promise<void> {
    const client = this.#client;
    const { replace, report } = this.#options;
    this.#header = header;
    await requireKnown(header);
    await emptyDatabase(client, replace);
    await prepareTables(this.#url, header, this.#options);
    this.#takesJobs = header.jobs !== null && header.jobs === (await readJobsVersion(client));
    if (header.jobs !== null && !this.#takesJobs)
      report("left out: waiting jobs, which are those of another release");
    await client.query("begin");
    this.#restoreKeys = await dropForeignKeys(client);
    this.#enableTriggers = await disableTriggers(client);
    await emptyTables(client);
  }

  async table(table: TableHeader, rows: AsyncIterable<Uint8Array>): Promise<void> {
    const isOfJobs = table.schema === jobsSchema;
    if (isOfJobs && !this.#takesJobs) return skip(rows);
    this.#options.report(`loading ${nameOf(table)}`);
    const load = isOfJobs ? loadJobs : loadRows;
    this.#loaded.set(nameOf(table), await load(this.#client, table, rows));
  }

  /** Checks what has been loaded, and keeps it. */
  async finish(end: BackupEnd): Promise<void> {
    for (const [name, loaded] of this.#loaded)
      if (loaded !== end.tables[name]?.rows)
        throw new BackupError(`${name} has ${loaded} of ${end.tables[name]?.rows} rows`);
    this.#options.report("checking what belongs together");
    await setSequences(this.#client, end);
    await this.#restoreKeys();
    await this.#enableTriggers();
    await this.#client.query("commit");
  }
}

/** @throws BackupError for a backup of a later release */
async function requireKnown({ migratedTo, chatkit }: BackupHeader): Promise<void> {
  const known = await readMigrations(migrationsFolder);
  if (!known.some(({ when }) => when === migratedTo))
    throw new BackupError(
      `the backup is of another release (${chatkit}), whose tables this one does not know: restore it with that one`,
    );
}

/** Returns how many there were. */
async function loadRows(
  client: pg.Client,
  table: TableHeader,
  rows: AsyncIterable<Uint8Array>,
): Promise<number> {
  const copy = client.query(copyFrom(copyCommand(table)));
  await pipeline(Readable.from(rows), copy);
  return copy.rowCount;
}

/** The same for jobs; those of a queue that this release does not have are left out. */
async function loadJobs(
  client: pg.Client,
  table: TableHeader,
  rows: AsyncIterable<Uint8Array>,
): Promise<number> {
  const columns = table.columns.map(pg.escapeIdentifier).join(", ");
  await client.query(`create temp table restored_jobs (like ${jobsSchema}.job) on commit drop`);
  const temporary = { ...table, schema: "pg_temp", table: "restored_jobs" };
  const count = await loadRows(client, temporary, rows);
  await client.query(`
    insert into ${jobsSchema}.job (${columns}) select ${columns} from restored_jobs
    where name in (select name from ${jobsSchema}.queue)`);
  return count;
}

/** Creates the tables as they were in the database that was backed up. */
async function prepareTables(
  url: string,
  { migratedTo }: BackupHeader,
  { prepareJobs, report }: LoadOptions,
): Promise<void> {
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
