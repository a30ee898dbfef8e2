import postgres, { type TransactionSql } from "postgres";

/** A lock on an existing table. */
export interface TableLock {
  table: string;
  mode: "access exclusive" | "share row exclusive";
}

/** The tables were in use for longer than a migration may wait for them. */
export class TablesBusyError extends Error {
  override readonly name = "TablesBusyError";
}

/** How much of the time after which PostgreSQL looks for deadlocks a migration may wait. */
const share = 0.8;

/**
 * Locks all tables that a migration changes, before it changes the first. Otherwise it would hold one
 * while it waits for the next, whose users may wait for the first; PostgreSQL would then end the
 * statement of a user. Here it is the migration that gives up: in less time than PostgreSQL takes to
 * look for deadlocks.
 *
 * @param mostMs the longest wait in milliseconds, if that is less
 * @throws TablesBusyError when the tables stay in use for that long
 */
export async function lockTables(
  tx: TransactionSql,
  statements: readonly string[],
  mostMs: number,
): Promise<void> {
  const locks = await existing(tx, findLocks(statements));
  if (locks.length === 0) return;
  const [row] = await tx<{ ms: number }[]>`
    select extract(epoch from current_setting('deadlock_timeout')::interval)::float * 1000 as ms`;
  const waitMs = Math.max(1, Math.floor(Math.min(mostMs, share * (row?.ms ?? mostMs))));
  // In one statement each way, so that the time-out counts for all of them together.
  const command = locks
    .map(({ table, mode }) => `lock table only "${table}" in ${mode} mode`)
    .join("; ");
  await tx.unsafe(`set local statement_timeout = ${waitMs}`);
  try {
    await tx.unsafe(`do $$ begin ${command}; end $$`);
  } catch (error) {
    const isTimeout = error instanceof postgres.PostgresError && error.code === "57014";
    throw isTimeout ? new TablesBusyError("tables are in use", { cause: error }) : error;
  }
  await tx.unsafe("set local statement_timeout = 0");
}

const altered = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?"(\w+)" (ADD CONSTRAINT)?/i;
/** The other end of a foreign key; the table of an index or a trigger. */
const others = /\b(?:REFERENCES|ON) (?:"public"\.)?"(\w+)"/gi;

/** What a migration locks, the strongest lock for each table, in the order of their names. */
export function findLocks(statements: readonly string[]): TableLock[] {
  const found = new Map<string, TableLock["mode"]>();
  for (const statement of statements) {
    const [, table, constraint] = altered.exec(statement) ?? [];
    if (table !== undefined && constraint === undefined) found.set(table, "access exclusive");
    const shared = [...statement.matchAll(others)].map(([, name = ""]) => name);
    for (const name of table === undefined ? shared : [table, ...shared])
      if (!found.has(name)) found.set(name, "share row exclusive");
  }
  return [...found]
    .map(([table, mode]) => ({ table, mode }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}

/** Without the tables that the migration itself creates, and names that are no tables. */
async function existing(tx: TransactionSql, locks: readonly TableLock[]): Promise<TableLock[]> {
  const rows = await tx<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and relname in ${tx(["", ...locks.map(({ table }) => table)])}`;
  const there = new Set(rows.map(({ name }) => name));
  return locks.filter(({ table }) => there.has(table));
}
