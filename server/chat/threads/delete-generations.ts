import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isLive } from "../../../shared/generation-status.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { chunks, generations } from "../../platform/db/schema/generations.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";

/**
 * Deletes the generations of locked threads. First the generations, so that a flush waiting for
 * their rows finds nothing; then the logs, to which no flush can add any more. Watchers are
 * notified on every node; the stop notice only makes workers hang up sooner.
 */
export async function deleteGenerationsOfThreads(
  tx: Transaction,
  threadIds: string[],
): Promise<void> {
  const gone = await tx
    .delete(generations)
    .where(isOneOf(generations.threadId, threadIds))
    .returning({ id: generations.id, status: generations.status });
  if (gone.length === 0) return;
  const ids = gone.map((generation) => generation.id);
  await tx.delete(chunks).where(isOneOf(chunks.generationId, ids));
  for (const generation of gone) {
    const { id, status } = generation;
    if (status === "running") await notify(tx, noticeChannels.stop, id);
    if (isLive(generation)) await notify(tx, noticeChannels.gone, id);
  }
}

async function notify(tx: Transaction, channel: string, id: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${id})`);
}

/** A single array parameter: a statement has at most 65,535 parameters. */
function isOneOf(column: SQLWrapper, ids: string[]): SQL {
  return sql`${column} = any(${sql.param(ids)}::text[])`;
}
