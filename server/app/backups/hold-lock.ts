import { createHash } from "node:crypto";
import { connectClient } from "../../platform/backup/connect-client.ts";

/** Any fixed number: no other advisory lock of the program has it. */
const lockKey = 427_701;

/** The right to make the scheduled backup. Disposing gives it back. */
export interface HeldLock extends AsyncDisposable {
  /** Aborts when the connection that holds the lock is lost. */
  lost: AbortSignal;
  /** Tells the databases apart of which there are backups in one place: eight hexadecimal digits. */
  origin: string;
  /** @throws Error when it has been lost */
  requireHeld(): Promise<void>;
}

/**
 * Takes the lock that one scheduled backup at a time holds, on whichever node; null while another
 * one has it. The database gives it back when this process dies.
 */
export async function holdBackupLock(url: string): Promise<HeldLock | null> {
  const client = await connectClient(url, "backup lock");
  const lost = new AbortController();
  const lose = () => lost.abort(new Error("the connection to the database was lost"));
  client.on("error", lose);
  client.on("end", lose);
  try {
    const { rows } = await client.query<{ isHeld: boolean; origin: string }>(
      `select pg_try_advisory_lock($1) as "isHeld",
        (select system_identifier::text from pg_control_system()) || '/' ||
        (select oid::text from pg_database where datname = current_database()) as origin`,
      [lockKey],
    );
    const [row] = rows;
    if (row?.isHeld) return { lost: lost.signal, origin: shortened(row.origin), ...held(client) };
  } catch (error) {
    await client.end();
    throw error;
  }
  await client.end();
  return null;
}

function held(client: Awaited<ReturnType<typeof connectClient>>) {
  return {
    requireHeld: async () => void (await client.query("select 1")),
    async [Symbol.asyncDispose]() {
      client.removeAllListeners("end");
      // A connection that is lost has nothing to give back.
      await client.end().catch(() => {});
    },
  };
}

function shortened(origin: string): string {
  return createHash("sha256").update(origin).digest("hex").slice(0, 8);
}
