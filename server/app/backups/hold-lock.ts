import { createHash } from "node:crypto";
import type pg from "pg";
import { connectIdleClient } from "../../platform/backup/connect-client.ts";
import { lockKey } from "./read-running-since.ts";
import { BackupFailed } from "./run-backup-process.ts";

/** The right to make the scheduled backup. Disposing gives it back. */
export interface HeldLock extends AsyncDisposable {
  /** Aborts with a BackupFailed when the connection that holds the lock is lost. */
  lost: AbortSignal;
  /** Tells the databases apart of which there are backups in one place: eight hexadecimal digits. */
  origin: string;
  /** @throws Error when it has been lost */
  requireHeld(): Promise<void>;
}

/**
 * The server, the database in it, and a table that each restore makes anew: what was backed up
 * before a restore is of another database.
 */
const originOf = `
  concat_ws('/',
    (select system_identifier from pg_control_system()),
    (select oid from pg_database where datname = current_database()),
    (select oid from pg_class
      where relnamespace = to_regnamespace('drizzle') and relname = '__drizzle_migrations'))`;

/**
 * How often the connection is used, in milliseconds. Proxies, routers and firewalls end connections
 * that are idle for some minutes; a backup takes hours.
 */
const usualUseMs = 30_000;

/**
 * Takes the lock that one scheduled backup at a time holds, on whichever node; null while another
 * one has it. The database gives it back when this process dies, and within half a minute when its
 * machine does.
 *
 * @param useEveryMs how often the connection is used; without an answer for twice as long, it is lost
 */
export async function holdBackupLock(
  url: string,
  useEveryMs = usualUseMs,
): Promise<HeldLock | null> {
  const client = await connectIdleClient(url, "backup lock");
  const losing = new AbortController();
  const lose = () => losing.abort(new BackupFailed("the connection that holds its lock was lost"));
  client.on("error", lose);
  client.on("end", lose);
  try {
    const { rows } = await client.query<{ isHeld: boolean; origin: string }>(
      `select pg_try_advisory_lock($1) as "isHeld", ${originOf} as origin`,
      [lockKey],
    );
    const [row] = rows;
    if (row?.isHeld) {
      const use = useRegularly(client, { useEveryMs, lose });
      return { origin: shortened(row.origin), ...held(client, losing.signal, use) };
    }
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return null;
}

/** The use of a connection; only one query at a time waits for its answer. */
interface Use extends Disposable {
  /** Resolves once the database has answered a new query. */
  ask(): Promise<void>;
}

function useRegularly(
  client: pg.Client,
  { useEveryMs, lose }: { useEveryMs: number; lose(): void },
): Use {
  let asked: Promise<unknown> | null = null;
  let missed = 0;
  const begin = () => {
    missed = 0;
    asked = client.query("select 1").finally(() => (asked = null));
    return asked;
  };
  const timer = setInterval(() => {
    // The connection's events tell when it ends; a refusal is an answer too.
    if (asked === null) begin().catch(() => {});
    // The database may have noticed as well, and given the lock to another node.
    else if (++missed === 2) lose();
  }, useEveryMs);
  return {
    async ask() {
      await asked?.catch(() => {});
      await begin();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function held(client: pg.Client, lost: AbortSignal, use: Use): Omit<HeldLock, "origin"> {
  return {
    lost,
    async requireHeld() {
      lost.throwIfAborted();
      const { promise: loss, reject } = Promise.withResolvers<never>();
      lost.addEventListener("abort", () => reject(lost.reason));
      await Promise.race([use.ask(), loss]);
    },
    async [Symbol.asyncDispose]() {
      use[Symbol.dispose]();
      client.removeAllListeners("end");
      // A connection that is lost has nothing to give back.
      await client.end().catch(() => {});
    },
  };
}

function shortened(origin: string): string {
  return createHash("sha256").update(origin).digest("hex").slice(0, 8);
}
