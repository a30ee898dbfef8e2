import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any fixed number: nodes that start together take turns by it. */
const migrationLock = 4_277_009_102;

/** Oldest PostgreSQL that the statements here are written for. */
const oldestMajorVersion = 15;

/** The database is not one that this program can use; the message says what to do. */
export class DatabaseUnusableError extends Error {
  override readonly name = "DatabaseUnusableError";
}

/**
 * Applies what is missing of `drizzle/`, one node at a time (advisory lock).
 *
 * @param onReached the database is there and can be used; what follows may take a while
 * @returns the server's version, such as `18.4`
 * @throws DatabaseUnusableError when it cannot be reached, refuses the login or is older than 15
 */
export async function migrateDatabase(
  url: string,
  onReached: () => void = () => {},
): Promise<string> {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    onnotice: () => {},
    connection: { application_name: "chatkit" },
  });
  try {
    const version = await readVersion(sql, url);
    onReached();
    await sql`select pg_advisory_lock(${migrationLock})`;
    await migrate(drizzle(sql), {
      migrationsFolder: join(import.meta.dirname, "../../../drizzle"),
    }).catch((error: unknown) => refuse(url, "cannot be brought up to date", error));
    return version;
  } finally {
    await sql.end({ timeout: 5 });
  }
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

/** The reason is the database's own words, not the statement that a library wraps them in. */
function refuse(url: string, what: string, error: unknown): never {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const reason = root instanceof Error ? root.message || root.name : String(root);
  throw new DatabaseUnusableError(`The database at ${withoutPassword(url)} ${what}: ${reason}`, {
    cause: error,
  });
}

/** A database address as it may be shown: host, port and name, without user and password. */
export function withoutPassword(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
