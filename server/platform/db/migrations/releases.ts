import type { Sql, TransactionSql } from "postgres";
import { migrationLock, prepareApplied, readLastApplied } from "./applied.ts";
import type { Migration } from "./read-migrations.ts";

/** A connection, or a transaction on it. */
type Executor = Sql | TransactionSql;

/** A migration as it is recorded: its name, and when it was generated in Unix milliseconds. */
export type KnownMigration = Pick<Migration, "tag" | "when">;

/** A program that is about to use a database. */
export interface Program {
  /** Its version in package.json. */
  release: string;
  /** The newest migration that it knows. */
  newest: KnownMigration;
  /** Programs that know this one can run on its database. */
  oldest: KnownMigration;
  /** All tables that it creates. An older program that empties the database drops them too. */
  tables: readonly string[];
}

/** A program that has started on a database. */
export interface StartedProgram extends Program {
  firstStartedAt: Date;
  lastStartedAt: Date;
}

/** What a program is to a database. */
export type Admission =
  /** No newer program has migrated it. */
  | { kind: "current" }
  /** A newer one has, and this one can run beside it. */
  | { kind: "older"; newer: StartedProgram }
  /** A newer one has, beside which this one cannot run. */
  | { kind: "tooOld"; newer: StartedProgram }
  /** A newer one has, which did not record what can run beside it. */
  | { kind: "unknown"; lastApplied: number };

/**
 * Judges whether a program can run on a database. Changes nothing.
 *
 * @param sql a database with drizzle's table of applied migrations
 */
export async function judgeProgram(sql: Executor, program: Program): Promise<Admission> {
  const lastApplied = await readLastApplied(sql);
  if (lastApplied <= program.newest.when) return { kind: "current" };
  const newer = (await readReleases(sql)).filter(({ newest }) => newest.when > program.newest.when);
  // The newest program may have failed halfway: then it knows more than has been applied.
  if (!newer.some(({ newest }) => newest.when >= lastApplied))
    return { kind: "unknown", lastApplied };
  const [strictest] = newer.toSorted((a, b) => b.oldest.when - a.oldest.when);
  if (!strictest) return { kind: "unknown", lastApplied };
  const isTooOld = strictest.oldest.when > program.newest.when;
  return { kind: isTooOld ? "tooOld" : "older", newer: strictest };
}

/** A program that has just been judged, and the one that ran on the database before it. */
export interface AdmittedProgram {
  admission: Admission;
  /** Nodes that run on the database now and cannot go on beside this program. */
  stranded: { nodes: number; lastApplied: number } | null;
}

/**
 * Judges a program and, if it may start, records it: before it migrates, so that an older node
 * which restarts meanwhile finds out what it needs to know.
 *
 * @param sql a pool of one connection
 */
export function admitProgram(sql: Sql, program: Program): Promise<AdmittedProgram> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${migrationLock})`;
    await prepareApplied(tx);
    await prepareReleases(tx);
    const admission = await judgeProgram(tx, program);
    const stranded = await findStranded(tx, program);
    const isAdmitted = admission.kind === "current" || admission.kind === "older";
    if (isAdmitted && !stranded) await recordStart(tx, program);
    return { admission, stranded };
  });
}

/** Programs that have started on this database, those that started last first. */
export async function readReleases(sql: Executor): Promise<StartedProgram[]> {
  if (!(await hasReleases(sql))) return [];
  const rows = await sql<ReleaseRow[]>`
    select * from drizzle.chatkit_releases order by last_started_at desc`;
  return rows.map((row) => ({
    release: row.release,
    newest: { tag: row.newest_tag, when: Number(row.newest) },
    oldest: { tag: row.oldest_tag, when: Number(row.oldest) },
    tables: row.tables ?? [],
    firstStartedAt: row.first_started_at,
    lastStartedAt: row.last_started_at,
  }));
}

interface ReleaseRow {
  release: string;
  newest: string;
  newest_tag: string;
  oldest: string;
  oldest_tag: string;
  /** Missing in databases of the first days of this table. */
  tables?: string[];
  first_started_at: Date;
  last_started_at: Date;
}

async function hasReleases(sql: Executor): Promise<boolean> {
  const [found] = await sql<{ isThere: boolean }[]>`
    select to_regclass('drizzle.chatkit_releases') is not null as "isThere"`;
  return found?.isThere === true;
}

async function prepareReleases(sql: Executor): Promise<void> {
  if (!(await hasReleases(sql)))
    await sql`
    create table drizzle.chatkit_releases (
      release text not null,
      newest bigint not null,
      newest_tag text not null,
      oldest bigint not null,
      oldest_tag text not null,
      tables text[] not null default '{}',
      first_started_at timestamptz not null default now(),
      last_started_at timestamptz not null default now(),
      primary key (release, newest))`;
  const found = await sql`
    select 1 from pg_attribute
    where attrelid = 'drizzle.chatkit_releases'::regclass and attname = 'tables'`;
  if (found.length === 0)
    await sql`alter table drizzle.chatkit_releases add column tables text[] not null default '{}'`;
}

async function recordStart(sql: Executor, program: Program): Promise<void> {
  const { release, newest, oldest, tables } = program;
  await sql`
    insert into drizzle.chatkit_releases (release, newest, newest_tag, oldest, oldest_tag, tables)
    values (${release}, ${newest.when}, ${newest.tag}, ${oldest.when}, ${oldest.tag},
      array(select jsonb_array_elements_text(${JSON.stringify(tables)}::text::jsonb)))
    on conflict (release, newest) do update set
      oldest = excluded.oldest, oldest_tag = excluded.oldest_tag, tables = excluded.tables,
      last_started_at = now()`;
}

/** Running nodes hold a connection for notices; a program that only migrates does not. */
async function findStranded(
  sql: Executor,
  { oldest }: Program,
): Promise<AdmittedProgram["stranded"]> {
  const lastApplied = await readLastApplied(sql);
  if (lastApplied >= oldest.when) return null;
  const [row] = await sql<{ nodes: number }[]>`
    select count(*)::int as nodes from pg_stat_activity
    where datname = current_database() and application_name = 'chatkit listen'`;
  const nodes = row?.nodes ?? 0;
  return nodes === 0 ? null : { nodes, lastApplied };
}
