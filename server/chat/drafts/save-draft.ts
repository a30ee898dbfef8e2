import { sql } from "drizzle-orm";
import type { SavedDraft } from "../../../shared/draft.ts";
import { maxDrafts } from "../../../shared/limits.ts";
import type { SaveDraft } from "../../../shared/draft-requests.ts";
import type { Database } from "../../platform/db/client.ts";
import { drafts } from "../../platform/db/schema/drafts.ts";
import { isMissingReference, notFound } from "../../platform/errors.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { type DraftOfUser, draftKey, mayWriteIn } from "./draft-place.ts";
import { readDraft } from "./read-draft.ts";

/**
 * Saves what a user has written over the revision that the caller has, in one statement: many people
 * type at once. Over another revision nothing changes, and the caller gets the newer draft. A draft
 * that has been emptied keeps its row, so that a device that was away learns of it.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export async function saveDraft(
  db: Database,
  userId: string,
  { threadId, ...content }: SaveDraft,
): Promise<SavedDraft> {
  const of = { userId, threadId };
  const isNew = content.revision === 0;
  const isNothing = isNew && content.text === "" && !content.attachmentIds?.length;
  const revision = isNothing ? null : await change(db, of, content);
  if (revision !== null) {
    if (isNew) await deleteOldest(db, userId);
    return { isSaved: true, revision };
  }
  const draft = await readDraft(db, of);
  return isNothing && draft.revision === 0
    ? { isSaved: true, revision: 0 }
    : { isSaved: false, draft };
}

/**
 * Writes one draft, and tells its watchers on all nodes.
 *
 * @returns the new revision; null when the caller's is another than the draft's
 */
async function change(
  db: Database,
  of: DraftOfUser,
  { text, attachmentIds = [], revision }: Omit<SaveDraft, "threadId">,
): Promise<number | null> {
  const { userId, threadId } = of;
  const place = threadId ?? "";
  const ids = sql`array(select jsonb_array_elements_text(${JSON.stringify(attachmentIds)}::jsonb))`;
  const isKnown = sql`exists (
    select 1 from ${drafts} where user_id = ${userId} and place = ${place} and revision = ${revision})`;
  try {
    const [row] = await db.execute<{ revision: string }>(sql`
      with changed as (
        insert into ${drafts} as d (user_id, place, thread_id, text, attachment_ids, revision)
        select ${userId}, ${place}, ${threadId}, ${text}, ${ids}, (extract(epoch from clock_timestamp()) * 1000)::bigint
        where ${mayWriteIn(of)} and (${revision === 0} or ${isKnown})
        on conflict (user_id, place) do update set text = excluded.text, attachment_ids = excluded.attachment_ids,
          revision = greatest(d.revision + 1, excluded.revision), updated_at = now()
        where d.revision = ${revision} returning revision
      )
      select revision, pg_notify(${noticeChannels.draft}, ${draftKey(of)}) from changed`);
    return row ? Number(row.revision) : null;
  } catch (error) {
    // The thread was deleted meanwhile.
    if (isMissingReference(error)) throw notFound("thread");
    throw error;
  }
}

/** Keeps a user's newest drafts; those that have been emptied go first. */
async function deleteOldest(db: Database, userId: string): Promise<void> {
  await db.execute(sql`
    delete from ${drafts} where user_id = ${userId} and place in (
      select place from ${drafts} where user_id = ${userId}
      order by text = '' and attachment_ids = '{}', updated_at desc, place offset ${maxDrafts}
    )`);
}
