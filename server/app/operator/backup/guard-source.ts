import { randomInt } from "node:crypto";
import type pg from "pg";
import { BackupError } from "../../../platform/backup/backup-format.ts";
import { connectClient, connectIdleClient } from "../../../platform/backup/connect-client.ts";
import { connectedNodes, requireNoNodes } from "../../../platform/backup/empty-database.ts";
import { migrationLock } from "../../../platform/db/migrations/applied.ts";

/** Any fixed number: the lock's first half. */
const lockClass = 427_700;

/** Watches the database that is copied. */
export interface SourceGuard extends AsyncDisposable {
  /** @throws BackupError if a node has connected meanwhile, whose writes may not be in the copy */
  requireUnused(target: string): Promise<void>;
}

/**
 * Makes sure that no node writes to the source, and that the target is another database: addresses
 * can be spelled in many ways, but a lock is seen in its own database alone.
 *
 * @throws BackupError otherwise
 */
export async function guardSource(url: string, target: string): Promise<SourceGuard> {
  const client = await connectIdleClient(url, "move");
  try {
    await keepNodesWaiting(client);
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
    async requireUnused(copy) {
      const { running, waiting } = await countNodes(client);
      if (running > 0)
        throw new BackupError(
          `${copy} has a whole copy, but a server has used this database meanwhile, and what it wrote is not in the copy: stop all nodes, and move it again with --replace`,
        );
      if (waiting > 0)
        throw new BackupError(
          `${copy} has a whole copy, but a server has been started on this database meanwhile and uses it from now on: stop it, and move it again with --replace`,
        );
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/**
 * Nodes take turns at their start by this lock, before they write: one that is started during the
 * move waits for its end.
 *
 * @throws BackupError while one is starting
 */
async function keepNodesWaiting(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isHeld: boolean }>(
    'select pg_try_advisory_lock($1) as "isHeld"',
    [migrationLock],
  );
  if (!rows[0]?.isHeld)
    throw new BackupError("a server is starting on this database: stop all nodes first");
}

/** Nodes that are connected: those that run, and those that wait for the lock to start. */
async function countNodes(client: pg.Client): Promise<{ running: number; waiting: number }> {
  const { rows } = await client.query<{ running: number; waiting: number }>(`
    select count(*) filter (where not is_waiting)::int as running,
      count(*) filter (where is_waiting)::int as waiting
    from (${connectedNodes}) nodes`);
  return rows[0] ?? { running: 0, waiting: 0 };
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
