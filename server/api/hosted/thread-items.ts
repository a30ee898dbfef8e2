import { sql } from "drizzle-orm";
import type { Attachment } from "../../../shared/attachment.ts";
import { findActiveLeaf } from "../../chat/threads/find-active-leaf.ts";
import { attachmentsOf } from "../../chat/attachments/upload-view.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { RequestError } from "../../platform/errors.ts";
import { readOwnedThread } from "./owned-threads.ts";
import { type Page, type PageRequest, toPage } from "./page.ts";

/** A message as an item of its thread. */
export interface ThreadItem {
  id: string;
  threadId: string;
  role: "user" | "assistant";
  /** Empty while the reply is being written. */
  text: string;
  attachments: Attachment[];
  createdAt: Date;
}

/**
 * Bytes of text after which a page is full, whatever its limit: a hundred of the longest replies
 * would be 100 MB.
 */
const pageBytes = 4 * 1024 * 1024;

interface ItemRow extends Record<string, unknown> {
  id: string;
  role: "user" | "assistant";
  /** Null for messages that no longer fit into the page. */
  text: string | null;
  attachments: Attachment[] | null;
  seq: number;
  created_at: string;
}

/**
 * Lists the messages of a thread as one conversation: its active branch, or the newest.
 * Versions that were replaced are left out.
 *
 * @throws RequestError `not_found` for another account's thread; `invalid_input` for a cursor that
 *   is not in the list
 */
export async function listThreadItems(
  db: Database,
  { ownerId, threadId }: { ownerId: string; threadId: string },
  request: PageRequest,
): Promise<Page<ThreadItem>> {
  await readOwnedThread(db, ownerId, threadId);
  const { after, before, order, limit } = request;
  const cursors = await findCursors(db, threadId, [after, before]);
  const [afterSeq, beforeSeq] = cursors;
  const isForwards = after !== undefined || before === undefined;
  const isUp = (order === "asc") === isForwards;
  const [low, high] = order === "asc" ? [afterSeq, beforeSeq] : [beforeSeq, afterSeq];
  // Reading from the end costs only the page's rows; the other directions walk the whole branch.
  const isFromEnd = order === "desc" && before === undefined;
  const most = isFromEnd ? limit + 1 : 2_147_483_647;
  const leaf = await findActiveLeaf(db, threadId);
  const start =
    isFromEnd && after !== undefined
      ? sql`id = (select parent_id from ${messages} where id = ${after})`
      : leaf === null
        ? sql`true`
        : sql`id = ${leaf}`;
  const files = attachmentsOf({ id: sql`page.id`, threadId: sql`${threadId}` });
  const direction = sql.raw(isUp ? "asc" : "desc");
  const rows = await db.execute<ItemRow>(sql`
    with recursive branch as (
      (select id, parent_id, role, text, seq, created_at, 1 as place from ${messages}
        where thread_id = ${threadId} and ${start} order by seq desc limit 1)
      union all
      select up.id, up.parent_id, up.role, up.text, up.seq, up.created_at, branch.place + 1
      from branch cross join lateral (
        select * from ${messages} m where m.id = branch.parent_id and m.thread_id = ${threadId} offset 0
      ) up
      where branch.place < ${most}
    )
    select id, role, case when bytes_before < ${pageBytes} then text end as text,
      case when role = 'user' then ${files} end as attachments, seq, created_at
    from (
      select *, sum(octet_length(text)) over (order by seq ${direction}) - octet_length(text) as bytes_before
      from branch
      where seq > ${low ?? 0} and seq < ${high ?? 2_147_483_647}
      order by seq ${direction} limit ${limit + 1}
    ) page order by seq ${direction}`);
  return toPage(toItems(threadId, rows), request, rows.length);
}

/** Converts rows to items until the page is full. */
function toItems(threadId: string, rows: Iterable<ItemRow>): ThreadItem[] {
  const items: ThreadItem[] = [];
  for (const { id, role, text, attachments, created_at } of rows) {
    if (text === null) break;
    const createdAt = new Date(created_at);
    items.push({ id, threadId, role, text, attachments: attachments ?? [], createdAt });
  }
  return items;
}

/** The positions of the cursors' messages. */
async function findCursors(
  db: Database,
  threadId: string,
  ids: readonly (string | undefined)[],
): Promise<(number | undefined)[]> {
  const found: (number | undefined)[] = [];
  for (const id of ids) {
    if (id === undefined) {
      found.push(undefined);
      continue;
    }
    const [row] = await db.execute<{ seq: number }>(
      sql`select seq from ${messages} where id = ${id} and thread_id = ${threadId}`,
    );
    if (!row)
      throw new RequestError(
        "invalid_input",
        "Invalid input. The cursor is not an item of this list.",
      );
    found.push(row.seq);
  }
  return found;
}
