import postgres from "postgres";
import { programFile } from "../program-files.ts";
import { applyMigrations } from "./migrations/apply-migrations.ts";
import { describeOlder, describeRefusal } from "./migrations/describe-admission.ts";
import { usualPatience } from "./migrations/migration-settings.ts";
import { listCreated, type Migration, readMigrations } from "./migrations/read-migrations.ts";
import { admitProgram } from "./migrations/releases.ts";
import { readThisProgram } from "./migrations/this-program.ts";
import { TableInUseError } from "./migrations/try-again.ts";
import { adviseRights, lacksRights } from "./rights.ts";

/** Where drizzle-kit writes migrations. */
export const migrationsFolder = programFile("drizzle");

/** Oldest PostgreSQL version that the statements support. */
export const oldestMajorVersion = 15;

/** This program cannot use the database; the message says what to do. */
export class DatabaseUnusableError extends Error {
  override readonly name = "DatabaseUnusableError";
}

/** A database that is up to date. */
export interface MigratedDatabase {
  /** The server's version, such as `18.4`. */
  version: string;
  /** How many migrations had been applied before. */
  from: number;
  /** How many this program has. */
  to: number;
  /** That a newer release has migrated the database, in words; null when none has. */
  note: string | null;
}

/** What happened to the database, for the operator. */
export function describeMigration({ from, to, note }: Omit<MigratedDatabase, "version">): string {
  if (note !== null) return note;
  return from === to
    ? `the database is up to date (${to})`
    : `the database is migrated (${from} → ${to})`;
}

/**
 * Applies pending migrations of `drizzle/`. Nodes that start together take turns.
 *
 * @param upTo when the newest migration to apply was generated, in Unix milliseconds
 * @param report called when there is something to migrate, and with what a migration waits for
 * @throws DatabaseUnusableError when it cannot be reached, refuses the login, is older than 15, was
 *   migrated by a release beside which this one cannot run, or when a table stays in use
 */
export async function migrateDatabase(
  url: string,
  report: (step: string) => void = () => {},
  { upTo = Number.POSITIVE_INFINITY }: { upTo?: number } = {},
): Promise<MigratedDatabase> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    // The driver must not replace the connection during a long index build: it holds a lock.
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: "chatkit", statement_timeout: 0, lock_timeout: 0 },
  });
  try {
    const version = await readVersion(sql, url);
    const all = await readMigrations(migrationsFolder);
    const refuseUpdate = async (error: unknown) => {
      const what = "cannot be brought up to date";
      if (!lacksRights(error)) return refuse(url, what, error);
      const advice = await adviseRights(sql, listCreated(all));
      throw new DatabaseUnusableError(
        `The database at ${withoutPassword(url)} ${what}: ${error.message}. ${advice}`,
        { cause: error },
      );
    };
    // A database that is about to be restored is made by this program, whatever it is made like.
    const note = Number.isFinite(upTo) ? null : await admit(sql, url, all).catch(refuseUpdate);
    const migrations = all.filter(({ when }) => when <= upTo);
    const settings = { ...usualPatience, report };
    const applied = await applyMigrations(sql, migrations, settings).catch(refuseUpdate);
    return { version, ...applied, note };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Records that this program starts; gives what the operator should know. */
async function admit(
  sql: postgres.Sql,
  url: string,
  migrations: readonly Migration[],
): Promise<string | null> {
  const program = await readThisProgram(migrations);
  const admitted = await admitProgram(sql, program);
  const refusal = describeRefusal(admitted, program);
  if (refusal)
    throw new DatabaseUnusableError(
      `The database at ${withoutPassword(url)} ${refusal.says}. ${refusal.advice}.`,
    );
  return describeOlder(admitted.admission, program);
}

async function readVersion(sql: postgres.Sql, url: string): Promise<string> {
  const rows = await sql<{ server_version: string }[]>`show server_version`.catch(
    (error: unknown) => refuse(url, "cannot be used", error),
  );
  const version = rows[0]?.server_version.split(" ")[0] ?? "unknown";
  if (!(Number.parseInt(version, 10) >= oldestMajorVersion)) {
    throw new DatabaseUnusableError(
      `The database at ${withoutPassword(url)} is PostgreSQL ${version}; ChatKit needs ${oldestMajorVersion} or newer.`,
    );
  }
  return version;
}

/** The reason in the database's own words, without the statement that a library adds. */
function refuse(url: string, what: string, error: unknown): never {
  if (error instanceof DatabaseUnusableError) throw error;
  let root = error;
  while (!(root instanceof TableInUseError) && root instanceof Error && root.cause instanceof Error)
    root = root.cause;
  const reason = root instanceof Error ? root.message || root.name : String(root);
  throw new DatabaseUnusableError(`The database at ${withoutPassword(url)} ${what}: ${reason}`, {
    cause: error,
  });
}

/** A database address that is safe to show: host, port and name, without user and password. */
export function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
