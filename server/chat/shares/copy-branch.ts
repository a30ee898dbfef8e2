import { type SQL, sql } from "drizzle-orm";
import { maxShareFiles, maxShareMessages, maxShareText } from "../../../shared/share.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { shareFiles, shareMessages } from "../../platform/db/schema/shares.ts";
import { messages, threads } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { findActiveLeaf } from "../threads/find-active-leaf.ts";

/** A branch to copy. */
export interface BranchToCopy {
  shareId: string;
  threadId: string;
  leafId: string;
  hasThoughts: boolean;
  hasFiles: boolean;
}

/** Columns of a link that describe its copy. */
export interface CopiedBranch {
  title: string | null;
  leafId: string;
  messageCount: number;
  messageSeq: number;
}

/** Parts of replies that are copied: notices concern the owner alone. */
const textKinds = ["text"];
const thoughtKinds = ["text", "reasoning"];

/**
 * The messages of a branch from its end on. A reply in progress and a reply without content are
 * left out.
 */
function branchOf({ threadId, leafId }: Pick<BranchToCopy, "threadId" | "leafId">): SQL {
  return sql`
    walk as (
      select m.id, m.parent_id, 0 as depth from ${messages} m
      where m.id = ${leafId} and m.thread_id = ${threadId}
      union all
      select m.id, m.parent_id, walk.depth + 1
      from walk join ${messages} m on m.id = walk.parent_id and m.thread_id = ${threadId}
      where walk.depth < ${4 * maxShareMessages}::int
    ), branch as (
      select m.id, m.role, m.text, m.parts, m.created_at, g.model,
        (row_number() over (order by walk.depth desc) - 1)::int as position
      from walk join ${messages} m on m.id = walk.id left join ${generations} g on g.message_id = m.id
      where (g.status is null or g.status not in ('queued', 'running'))
        and not (m.role = 'assistant' and m.text = '' and m.parts is null)
    )`;
}

/** The files of a branch that can be copied. */
function filesOf(threadId: string): SQL {
  return sql`branch
      join ${messageAttachments} l on l.message_id = branch.id and l.thread_id = ${threadId}
      join ${attachments} a on a.id = l.attachment_id and a.status = 'ready'`;
}

/**
 * Copies a branch of a locked thread into a link, which has no copy yet.
 *
 * @throws RequestError `not_found` for a leaf that the thread does not have; `too_large`;
 *   `invalid_input` for a branch without a message to show
 */
export async function copyBranch(tx: Transaction, copy: BranchToCopy): Promise<CopiedBranch> {
  const { shareId, threadId, leafId, hasThoughts, hasFiles } = copy;
  const branch = branchOf(copy);
  const size = await requireSize(tx, copy, branch);
  const kinds = JSON.stringify(hasThoughts ? thoughtKinds : textKinds);
  await tx.execute(sql`
    with recursive ${branch}
    insert into ${shareMessages} (share_id, position, role, text, parts, model, created_at)
    select ${shareId}, position, role, text, case when parts is not null then (
      select coalesce(jsonb_agg(part order by place), '[]'::jsonb)
      from jsonb_array_elements(parts) with ordinality as each(part, place)
      where part ->> 'kind' in (select jsonb_array_elements_text(${kinds}::jsonb))
    ) end, model, created_at from branch`);
  if (hasFiles)
    await tx.execute(sql`
      with recursive ${branch}
      insert into ${shareFiles} (share_id, position, place, attachment_id)
      select ${shareId}, branch.position, l.position, l.attachment_id
      from ${filesOf(threadId)}`);
  return { ...size, leafId };
}

async function requireSize(
  tx: Transaction,
  { threadId, hasFiles }: BranchToCopy,
  branch: SQL,
): Promise<Omit<CopiedBranch, "leafId">> {
  const [row] = await tx.execute<{
    title: string | null;
    message_seq: number;
    has_leaf: boolean;
    count: number;
    length: string;
    files: number;
  }>(sql`
    with recursive ${branch}
    select coalesce(t.title, t.provisional_title) as title, t.message_seq, exists (select 1 from walk) as has_leaf,
      (select count(*)::int from branch) as count,
      ${hasFiles ? sql`(select count(*)::int from ${filesOf(threadId)})` : sql`0`} as files,
      (select coalesce(sum(length(text) + coalesce(octet_length(parts::text), 0)), 0) from branch) as length
    from ${threads} t where t.id = ${threadId}`);
  if (!row?.has_leaf) throw notFound("message");
  if (row.count === 0)
    throw new RequestError("invalid_input", "There is no message to share yet.", {
      fields: ["leafId"],
    });
  if (row.count > maxShareMessages || Number(row.length) > maxShareText)
    throw new RequestError("too_large", "This chat is too long to share.");
  if (row.files > maxShareFiles)
    throw new RequestError("too_large", "This chat has too many files. Share it without them.", {
      fields: ["hasFiles"],
    });
  return { title: row.title, messageCount: row.count, messageSeq: row.message_seq };
}

/**
 * The last message of the branch below a message of a locked thread; of the branch that is read if
 * there is no such message.
 *
 * @throws RequestError `invalid_input` for a thread without messages
 */
export async function findLeafBelow(
  tx: Transaction,
  { threadId, from }: { threadId: string; from: string | null },
): Promise<string> {
  const start = from ?? (await findActiveLeaf(tx, threadId)) ?? (await findNewest(tx, threadId));
  const [leaf] = await tx.execute<{ id: string }>(sql`
    with recursive branch as (
      select id, seq from ${messages} where id = ${start} and thread_id = ${threadId}
      union all
      select child.id, child.seq from branch cross join lateral (
        select id, seq from ${messages} m
        where m.thread_id = ${threadId} and m.seq > branch.seq and m.parent_id = branch.id
        order by m.seq desc limit 1
      ) child
    )
    select id from branch order by seq desc limit 1`);
  if (leaf) return leaf.id;
  if (from === null) throw notFound("message");
  return findLeafBelow(tx, { threadId, from: null });
}

async function findNewest(tx: Transaction, threadId: string): Promise<string> {
  const [newest] = await tx.execute<{ id: string }>(
    sql`select id from ${messages} where thread_id = ${threadId} order by seq desc limit 1`,
  );
  if (!newest)
    throw new RequestError("invalid_input", "There is no message to share yet.", {
      fields: ["threadId"],
    });
  return newest.id;
}
