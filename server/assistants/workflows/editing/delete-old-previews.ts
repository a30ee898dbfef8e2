import { sql } from "drizzle-orm";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { noticeChannels } from "../../../platform/streams/notices.ts";

/** How long a preview thread is kept after its last message, in seconds: a day. */
export const previewKeptSeconds = 86_400;

/** What deleting preview threads needs. */
export interface DeletePreviewsDeps {
  db: Database;
  /** Deletes the files that only these locked threads have. */
  deleteFilesOfThreads: (tx: Transaction, threadIds: readonly string[]) => Promise<void>;
}

/**
 * Deletes old preview threads, with the files that nothing else uses.
 *
 * @param limit maximum number of threads
 * @returns how many were deleted
 */
export async function deleteOldPreviews(
  { db, deleteFilesOfThreads }: DeletePreviewsDeps,
  limit: number,
): Promise<number> {
  return db.transaction(async (tx) => {
    // `previewPrefix` as a literal, because the partial index needs exactly this condition.
    const old = await tx.execute<{ id: string }>(sql`
      select t.id from users u join threads t on t.user_id = u.id
      where u.owner_id is not null and starts_with(u.external_id, E'\\x1fpreview:')
        and t.updated_at < now() - ${previewKeptSeconds} * interval '1 second'
      limit ${limit} for update of t skip locked`);
    const threadIds = old.map(({ id }) => id);
    if (threadIds.length === 0) return 0;
    const ids = sql`any(${sql.param(threadIds)}::text[])`;
    const gone = await tx.execute<{ id: string; is_live: boolean }>(sql`
      delete from generations where thread_id = ${ids}
      returning id, status in ('queued', 'running') as is_live`);
    const logs = sql.param(gone.map(({ id }) => id));
    await tx.execute(sql`delete from chunks where generation_id = any(${logs}::text[])`);
    for (const { id, is_live: isLive } of gone)
      if (isLive) await tx.execute(sql`select pg_notify(${noticeChannels.gone}, ${id})`);
    await deleteFilesOfThreads(tx, threadIds);
    await tx.execute(sql`delete from threads where id = ${ids}`);
    return threadIds.length;
  });
}
