import type { Sql } from "postgres";
import { noticeChannels } from "../../../platform/streams/notices.ts";

/** How long a preview thread is kept after its last message, in seconds: a day. */
export const previewKeptSeconds = 86_400;

/**
 * Deletes old preview threads, with the files that nothing else uses.
 *
 * @param limit maximum number of threads
 * @returns how many were deleted
 */
export async function deleteOldPreviews(sql: Sql, limit: number): Promise<number> {
  return sql.begin(async (tx) => {
    // `previewPrefix` as a literal, because the partial index needs exactly this condition.
    const old = await tx<{ id: string }[]>`
      select t.id from users u join threads t on t.user_id = u.id
      where u.owner_id is not null and starts_with(u.external_id, E'\\x1fpreview:')
        and t.updated_at < now() - ${previewKeptSeconds} * interval '1 second'
      limit ${limit} for update of t skip locked`;
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    const gone = await tx<{ id: string; isLive: boolean }[]>`
      delete from generations where thread_id = any(${ids}::text[])
      returning id, status in ('queued', 'running') as "isLive"`;
    await tx`delete from chunks where generation_id = any(${gone.map(({ id }) => id)}::text[])`;
    for (const { id, isLive } of gone) if (isLive) await tx.notify(noticeChannels.gone, id);
    // Lock first, as `lockFiles` does, to see concurrent attachments elsewhere.
    await tx`
      select 1 from attachments
      where id in (select attachment_id from message_attachments where thread_id = any(${ids}::text[]))
      order by id for update`;
    await tx`
      delete from attachments a
      where id in (select attachment_id from message_attachments where thread_id = any(${ids}::text[]))
        and not exists (
          select 1 from message_attachments l where l.attachment_id = a.id and l.thread_id <> all(${ids}::text[])
        )`;
    return (await tx`delete from threads where id = any(${ids}::text[])`).count;
  });
}
