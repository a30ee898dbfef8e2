import { randomInt } from "node:crypto";
import { BackupError } from "../../../platform/backup/backup-format.ts";
import { connectClient } from "../../../platform/backup/connect-client.ts";
import { requireNoNodes } from "../../../platform/backup/empty-database.ts";

/** Any fixed number: the lock's first half. */
const lockClass = 427_700;

/** Watches the database that is copied. */
export interface SourceGuard extends AsyncDisposable {
  /** @throws BackupError if a node has connected meanwhile, whose writes may not be in the copy */
  requireNoNodes(): Promise<void>;
}

/**
 * Makes sure that no node writes to the source, and that the target is another database: addresses
 * can be spelled in many ways, but a lock is seen in its own database alone.
 *
 * @throws BackupError otherwise
 */
export async function guardSource(url: string, target: string): Promise<SourceGuard> {
  const client = await connectClient(url, "move");
  try {
    await requireNoNodes(client);
    const key = randomInt(1, 2_000_000_000);
    await client.query("select pg_advisory_lock($1, $2)", [lockClass, key]);
    if (await seesLock(target, key))
      throw new BackupError("this is the same database: name another one to copy it to");
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    requireNoNodes: () => requireNoNodes(client),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function seesLock(url: string, key: number): Promise<boolean> {
  const client = await connectClient(url, "move");
  try {
    const { rows } = await client.query(
      `select 1 from pg_locks where locktype = 'advisory' and classid = $1 and objid = $2
        and database = (select oid from pg_database where datname = current_database())`,
      [lockClass, key],
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
