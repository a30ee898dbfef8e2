import { eq, sql } from "drizzle-orm";
import { newId } from "../../../shared/ids.ts";
import { maxForkBytes, maxForkMessages, maxTitleLength } from "../../../shared/limits.ts";
import type { ForkThread } from "../../../shared/message-requests.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread } from "./access.ts";
import { copyMessages, type MessageToCopy } from "./copy-messages.ts";
import { type LockedThread, lockOrCreateThread, lockThread } from "./lock-thread.ts";

/**
 * Copies the branch up to a message into a new thread of its owner, with files, models and thoughts,
 * but without ratings and used tokens, in the same project and with the same tags. A reply in progress is left out. The copy of a temporary chat
 * is temporary too. Idempotent: a retry returns the thread.
 *
 * @throws RequestError `not_found` for a message that is missing or another user's, or a workflow in
 *   which the user may not start a thread; `conflict` when the id is taken; `too_large`;
 *   `invalid_input` if nothing is left to copy
 */
export function forkThread(
  db: Database,
  userId: string,
  { messageId, threadId, chatSessionId }: ForkThread & { chatSessionId: string | null },
): Promise<Thread> {
  return db.transaction(async (tx) => {
    const source = await lockSource(tx, userId, messageId);
    const { workflowId, isTemporary } = source;
    const of = { threadId, userId };
    const { projectId } = await readThread(tx, { ...of, threadId: source.id });
    const wanted = { ...of, workflowId, chatSessionId, isTemporary, projectId, isLikelyNew: true };
    const { isNew } = await lockOrCreateThread(tx, wanted);
    if (!isNew) return requireFork(await readThread(tx, of), messageId);
    const branch = await readBranch(tx, { threadId: source.id, messageId });
    const copies = branch.map((from): MessageToCopy => ({ from, id: newId("message") }));
    await copyMessages(tx, { from: source.id, to: { id: threadId, userId } }, copies);
    await describe(tx, { threadId, source, messageId, leafId: copies.at(-1)?.id ?? null });
    const thread = await readThread(tx, of);
    await appendFeed(tx, userId, [{ type: "thread.put", thread }]);
    return thread;
  });
}

async function lockSource(
  tx: Transaction,
  userId: string,
  messageId: string,
): Promise<LockedThread> {
  const [row] = await tx
    .select({ threadId: messages.threadId, userId: messages.userId })
    .from(messages)
    .where(eq(messages.id, messageId));
  if (row?.userId !== userId) throw notFound("message");
  const source = await lockThread(tx, { threadId: row.threadId, userId });
  if (!source) throw notFound("message");
  return source;
}

function requireFork(thread: Thread, messageId: string): Thread {
  if (thread.source?.messageId === messageId) return thread;
  throw new RequestError("conflict", "This thread id is already in use.");
}

/** The ids of a branch from its first message to the last that is not in progress. */
async function readBranch(
  tx: Transaction,
  { threadId, messageId }: { threadId: string; messageId: string },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string; is_live: boolean; bytes: number }>(sql`
    with recursive branch as (
      select id, parent_id, 0 as depth from ${messages}
      where id = ${messageId} and thread_id = ${threadId}
      union all
      select up.id, up.parent_id, branch.depth + 1 from branch cross join lateral (
        select m.id, m.parent_id from ${messages} m
        where m.id = branch.parent_id and m.thread_id = ${threadId} offset 0
      ) up where branch.depth <= ${maxForkMessages}::int
    )
    select branch.id, (
        select octet_length(m.text) + coalesce(pg_column_size(m.parts), 0)
        from ${messages} m where m.id = branch.id
      ) as bytes, exists (
        select 1 from generations g
        where g.message_id = branch.id and g.status in ('queued', 'running') offset 0
      ) as is_live
    from branch order by branch.depth desc`);
  const done = rows.filter(({ is_live: isLive }) => !isLive);
  const bytes = done.reduce((sum, row) => sum + row.bytes, 0);
  if (done.length > maxForkMessages || bytes > maxForkBytes)
    throw new RequestError("too_large", "This chat is too long to copy.");
  if (done.length === 0)
    throw new RequestError("invalid_input", "There is no message to copy yet.", {
      fields: ["messageId"],
    });
  return done.map(({ id }) => id);
}

interface Description {
  threadId: string;
  source: LockedThread;
  messageId: string;
  leafId: string | null;
}

async function describe(
  tx: Transaction,
  { threadId, source, messageId, leafId }: Description,
): Promise<void> {
  const [before] = await tx
    .select({
      title: threads.title,
      provisionalTitle: threads.provisionalTitle,
      tags: threads.tags,
    })
    .from(threads)
    .where(eq(threads.id, source.id));
  const { title = null, provisionalTitle = null, tags = [] } = before ?? {};
  await tx
    .update(threads)
    .set({
      title: title === null ? null : nextTitle(title),
      provisionalTitle: provisionalTitle === null ? null : nextTitle(provisionalTitle),
      tags,
      inference: source.inference,
      sourceThreadId: source.id,
      sourceMessageId: messageId,
      activeLeafId: leafId,
    })
    .where(eq(threads.id, threadId));
}

/** The title with a number behind it, one higher than the one it has, in any language. */
export function nextTitle(title: string): string {
  const [whole = "", number] = /(?<! ) \((\d{1,4})\)$/.exec(title) ?? [];
  const words = whole === "" ? title : title.slice(0, -whole.length);
  const mark = ` (${Number(number ?? 1) + 1})`;
  return `${words.slice(0, maxTitleLength - mark.length).toWellFormed()}${mark}`;
}
