import { Database } from "bun:sqlite";

/**
 * Takes a lock on the file, which is created if missing, until it is disposed or this process dies,
 * however it dies. Returns null when another process holds it.
 *
 * It is SQLite's file lock: the kernel releases it with its holder, so unlike a pid file it cannot
 * go stale or name an unrelated process that got the same pid.
 */
export function takeFileLock(path: string): Disposable | null {
  const database = new Database(path);
  try {
    database.exec("PRAGMA busy_timeout = 0");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "code" in error && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}
