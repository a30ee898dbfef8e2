import { sql } from "drizzle-orm";
import { z } from "zod";
import type { RestoreMessages } from "../../../../shared/message-requests.ts";
import type { Thread } from "../../../../shared/thread.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../../platform/db/schema/attachments.ts";
import { generations } from "../../../platform/db/schema/generations.ts";
import { removals, restorableMinutes } from "../../../platform/db/schema/removals.ts";
import { messages, threads } from "../../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../../platform/errors.ts";
import { lockFiles } from "../../attachments/lock-files.ts";
import { appendFeed } from "../../feed/append-feed.ts";
import { readThread } from "../../threads/access.ts";
import { lockThread } from "../../threads/lock-thread.ts";
import { readMessagesById } from "../message-view.ts";

/** What a deletion changed besides the rows that it deleted. */
const keptSchema = z.object({
  messages: z.array(z.object({ id: z.string(), parent_id: z.string().nullable() })).min(1),
  files: z.array(z.object({ attachment_id: z.string() })),
  followers: z.array(z.object({ id: z.string(), parentId: z.string().nullable() })),
  movedTo: z.string().nullable(),
  leafId: z.string().nullable(),
});

type Kept = z.infer<typeof keptSchema>;

/**
 * Brings deleted messages back to where they were, with what followed them, if nothing else has moved
 * that since.
 *
 * @throws RequestError `not_found` for a deletion that is missing, another user's, undone, or too
 *   long ago; `conflict` when the message above has been deleted as well
 */
export function restoreMessages(
  db: Database,
  userId: string,
  { threadId, removalId }: RestoreMessages,
): Promise<{ thread: Thread }> {
  const of = { threadId, userId };
  return db.transaction(async (tx) => {
    if (!(await lockThread(tx, of))) throw notFound("message");
    const kept = await readKept(tx, { threadId, removalId });
    await requireParent(tx, threadId, kept);
    await insertRows(tx, of, removalId);
    await attach(tx, threadId, { removalId, kept });
    const moved = await moveBack(tx, threadId, kept);
    await tx.execute(sql`delete from ${removals} where id = ${removalId}`);
    const ids = kept.messages.map(({ id }) => id);
    if (kept.leafId !== null && ids.includes(kept.leafId))
      await tx.execute(
        sql`update ${threads} set active_leaf_id = ${kept.leafId} where id = ${threadId}`,
      );
    const restored = [...(await readMessagesById(tx, { threadId, ids })).values()];
    const thread = await readThread(tx, of);
    await appendFeed(tx, userId, [
      { type: "tree.changed", threadId, removed: [], restored, moved },
      { type: "thread.put", thread },
    ]);
    return { thread };
  });
}

async function readKept(tx: Transaction, { threadId, removalId }: RestoreMessages): Promise<Kept> {
  const [row] = await tx.execute<{ rows: unknown }>(sql`
    select jsonb_build_object(
      'messages', (select jsonb_agg(jsonb_build_object('id', m -> 'id', 'parent_id', m -> 'parent_id'))
        from jsonb_array_elements(rows -> 'messages') m),
      'files', rows -> 'files', 'followers', rows -> 'followers', 'movedTo', rows -> 'movedTo', 'leafId', rows -> 'leafId'
    ) as rows
    from ${removals} where id = ${removalId} and thread_id = ${threadId}
      and created_at > now() - ${restorableMinutes} * interval '1 minute'`);
  if (!row) throw notFound("message");
  return keptSchema.parse(row.rows);
}

async function requireParent(tx: Transaction, threadId: string, { messages: kept }: Kept) {
  const parentId = kept[0]?.parent_id ?? null;
  if (parentId === null) return;
  const found = await tx.execute(
    sql`select 1 from ${messages} where id = ${parentId} and thread_id = ${threadId}`,
  );
  if (found.length === 0)
    throw new RequestError("conflict", "The message before these has been deleted.");
}

/** The owner may be another by now: a guest who has signed in. Logs are gone. */
async function insertRows(
  tx: Transaction,
  { threadId, userId }: { threadId: string; userId: string },
  removalId: string,
): Promise<void> {
  const rows = (table: string) =>
    sql`(select jsonb_agg(each || ${JSON.stringify({ user_id: userId, ...(table === "generations" ? { has_log: false } : {}) })}::jsonb)
      from ${removals} r cross join jsonb_array_elements(r.rows -> ${table}) each
      where r.id = ${removalId} and r.thread_id = ${threadId})`;
  await tx.execute(sql`
    insert into ${messages} select * from jsonb_populate_recordset(null::${messages}, ${rows("messages")})`);
  await tx.execute(sql`
    insert into ${generations} select * from jsonb_populate_recordset(null::${generations}, ${rows("generations")})`);
}

/** Attaches the files that are still there. */
async function attach(
  tx: Transaction,
  threadId: string,
  { removalId, kept }: { removalId: string; kept: Kept },
): Promise<void> {
  if (kept.files.length === 0) return;
  const isOne = sql`${attachments.id} = any(${sql.param(kept.files.map((file) => file.attachment_id))}::text[])`;
  await lockFiles(tx, isOne);
  await tx.execute(sql`update ${attachments} set expires_at = null where ${isOne}`);
  await tx.execute(sql`
    insert into ${messageAttachments} (message_id, position, attachment_id, thread_id)
    select l.message_id, l.position, l.attachment_id, ${threadId}
    from ${removals} r cross join jsonb_to_recordset(r.rows -> 'files')
      as l(message_id text, position int, attachment_id text)
    where r.id = ${removalId} and exists (select 1 from ${attachments} a where a.id = l.attachment_id)`);
}

/** Moves what followed back, unless it is gone or has been moved again. Returns what was moved. */
async function moveBack(tx: Transaction, threadId: string, { followers, movedTo }: Kept) {
  const rows = await tx.execute<{ id: string; parent_id: string | null }>(sql`
    update ${messages} m set parent_id = f."parentId"
    from jsonb_to_recordset(${JSON.stringify(followers)}::jsonb) as f(id text, "parentId" text)
    where m.id = f.id and m.thread_id = ${threadId} and m.parent_id is not distinct from ${movedTo}::text
    returning m.id, m.parent_id`);
  return rows.map(({ id, parent_id: parentId }) => ({ id, parentId }));
}
