import { and, eq, sql } from "drizzle-orm";
import type { RemoveMessage } from "../../../../shared/message-requests.ts";
import type { TreeChange } from "../../../../shared/feed-event.ts";
import type { Database, Transaction } from "../../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../../platform/db/schema/attachments.ts";
import { chunks, generations } from "../../../platform/db/schema/generations.ts";
import { removals, restorableMinutes } from "../../../platform/db/schema/removals.ts";
import { summaries } from "../../../platform/db/schema/summaries.ts";
import { messages, threads } from "../../../platform/db/schema/threads.ts";
import { notFound } from "../../../platform/errors.ts";
import { isUsed } from "../../attachments/files-in-use.ts";
import { lockFiles } from "../../attachments/lock-files.ts";
import { appendFeed } from "../../feed/append-feed.ts";
import { readThread } from "../../threads/access.ts";
import { lockThread } from "../../threads/lock-thread.ts";
import { readMessagesById } from "../message-view.ts";
import { chooseRemoved, type MessageNode, type Removed } from "./choose-removed.ts";

/** A deletion, which can be undone for a while. */
export interface Removal {
  threadId: string;
  removalId: string;
}

/**
 * Deletes a user message with its replies, or a version of a reply; see `chooseRemoved`. What
 * followed moves up. Files that nothing else uses are deleted a while later, with the kept rows.
 * Summaries that may contain the messages are removed. Idempotent.
 *
 * @throws RequestError `not_found` for a message that is missing or another user's; errors of
 *   `chooseRemoved`
 */
export function removeMessage(
  db: Database,
  userId: string,
  { messageId, removalId }: RemoveMessage,
): Promise<Removal> {
  return db.transaction(async (tx) => {
    const threadId = await findThread(tx, userId, { messageId, removalId });
    if (!(await lockThread(tx, { threadId, userId }))) throw notFound("message");
    if (await isDone(tx, { threadId, removalId })) return { threadId, removalId };
    const removed = await chooseRemoved(tx, await readNode(tx, threadId, messageId));
    await keepRows(tx, { threadId, removalId, removed });
    await deleteRows(tx, threadId, removed);
    await tellOf(tx, userId, { threadId, removed });
    return { threadId, removalId };
  });
}

/** The thread of the message, or of the deletion that a retry is about. */
async function findThread(
  tx: Transaction,
  userId: string,
  { messageId, removalId }: RemoveMessage,
): Promise<string> {
  const [row] = await tx.execute<{ thread_id: string }>(sql`
    select thread_id from ${messages} where id = ${messageId} and user_id = ${userId}
    union all
    select r.thread_id from ${removals} r join ${threads} t on t.id = r.thread_id
    where r.id = ${removalId} and t.user_id = ${userId} limit 1`);
  if (!row) throw notFound("message");
  return row.thread_id;
}

async function isDone(tx: Transaction, { threadId, removalId }: Removal): Promise<boolean> {
  const [row] = await tx
    .select({ threadId: removals.threadId })
    .from(removals)
    .where(eq(removals.id, removalId));
  if (row && row.threadId !== threadId) throw notFound("message");
  return row !== undefined;
}

async function readNode(tx: Transaction, threadId: string, id: string): Promise<MessageNode> {
  const { parentId, seq, role } = messages;
  const [node] = await tx
    .select({ parentId, seq, role })
    .from(messages)
    .where(and(eq(messages.id, id), eq(messages.threadId, threadId)));
  if (!node) throw notFound("message");
  return { id, threadId, ...node };
}

interface Keeping extends Removal {
  removed: Removed;
}

/** Keeps the rows as they are, without their texts leaving the database. */
async function keepRows(tx: Transaction, { threadId, removalId, removed }: Keeping): Promise<void> {
  const { ids, followers, parentId } = removed;
  const isOne = sql`any(${sql.param(ids)}::text[])`;
  await tx.execute(sql`
    insert into ${removals} (id, thread_id, rows)
    select ${removalId}, ${threadId}, jsonb_build_object(
      'messages', (select jsonb_agg(to_jsonb(m) order by m.seq) from ${messages} m
        where m.thread_id = ${threadId} and m.id = ${isOne}),
      'generations', (select coalesce(jsonb_agg(to_jsonb(g)), '[]'::jsonb) from ${generations} g
        where g.thread_id = ${threadId} and g.message_id = ${isOne}),
      'files', (select coalesce(jsonb_agg(to_jsonb(l)), '[]'::jsonb) from ${messageAttachments} l
        where l.thread_id = ${threadId} and l.message_id = ${isOne}),
      'followers', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'parentId', f.parent_id)), '[]'::jsonb)
        from ${messages} f where f.thread_id = ${threadId} and f.id = any(${sql.param(followers)}::text[])),
      'movedTo', ${parentId}::text, 'leafId', (select active_leaf_id from ${threads} where id = ${threadId})
    )`);
}

async function deleteRows(
  tx: Transaction,
  threadId: string,
  { ids, followers, parentId }: Removed,
): Promise<void> {
  const isOne = sql`any(${sql.param(ids)}::text[])`;
  await tx.execute(sql`
    delete from ${chunks} where generation_id in (
      select id from ${generations} where thread_id = ${threadId} and message_id = ${isOne}
    )`);
  await releaseFiles(tx, threadId, ids);
  await tx.execute(sql`delete from ${messages} where thread_id = ${threadId} and id = ${isOne}`);
  if (followers.length > 0)
    await tx.execute(sql`
      update ${messages} set parent_id = ${parentId}
      where thread_id = ${threadId} and id = any(${sql.param(followers)}::text[])`);
}

/** Files that no other message and no project uses expire soon. */
async function releaseFiles(
  tx: Transaction,
  threadId: string,
  ids: readonly string[],
): Promise<void> {
  const files = await tx.execute<{ attachment_id: string }>(sql`
    delete from ${messageAttachments}
    where thread_id = ${threadId} and message_id = any(${sql.param([...ids])}::text[])
    returning attachment_id`);
  if (files.length === 0) return;
  const free = sql`${attachments.id} = any(${sql.param(files.map((file) => file.attachment_id))}::text[])`;
  await lockFiles(tx, free);
  await tx.execute(sql`
    update ${attachments} set expires_at = now() + ${restorableMinutes} * interval '1 minute'
    where ${free} and not ${isUsed()}`);
}

/** Removes summaries of what came after, and tells all tabs. */
async function tellOf(
  tx: Transaction,
  userId: string,
  { threadId, removed }: { threadId: string; removed: Removed },
): Promise<void> {
  const { ids, seq, followers, parentId, leafId } = removed;
  await tx.execute(sql`
    update ${threads} set active_leaf_id = ${leafId}
    where id = ${threadId} and active_leaf_id = any(${sql.param(ids)}::text[])`);
  const summarised = await tx.execute<{ message_id: string }>(sql`
    update ${summaries} s set status = 'removed', text = '', error = null, revision = revision + 1
    from ${messages} m
    where s.thread_id = ${threadId} and s.status <> 'removed' and m.id = s.message_id and m.seq > ${seq}::int
    returning s.message_id`);
  const changed = await readMessagesById(tx, {
    threadId,
    ids: summarised.map((summary) => summary.message_id),
  });
  const change: TreeChange = {
    type: "tree.changed",
    threadId,
    removed: ids,
    restored: [],
    moved: followers.map((id) => ({ id, parentId })),
  };
  await appendFeed(tx, userId, [
    change,
    ...[...changed.values()].map((message) => ({ type: "message.put" as const, message })),
    { type: "thread.put", thread: await readThread(tx, { threadId, userId }) },
  ]);
}
