import { and, desc, eq, lt } from "drizzle-orm";
import type { Message } from "../../../shared/message.ts";
import type { QueuedMessage } from "../../../shared/queued-message.ts";
import type { Database } from "../../platform/db/client.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { readThread, type ThreadOfUser } from "../threads/access.ts";
import { selectMessages, toMessage } from "./message-view.ts";
import { readQueue } from "./queue/read-queue.ts";

/** Which page of a thread's messages. */
export interface MessagePageRequest extends ThreadOfUser {
  cursor?: string | undefined;
  limit: number;
}

/** One page in ascending order, true at `feedCursor`. */
export interface MessagePage {
  messages: Message[];
  /** For the page before this one; null at the beginning of the thread. */
  olderCursor: string | null;
  /** What waits in the thread, the next one first; null on an older page. */
  queue: QueuedMessage[] | null;
  feedCursor: string;
}

/**
 * Most text in one page, in bytes as it is sent: a slow client gets it before its next ping is due,
 * and a few pages at once stay below what may wait for a socket.
 */
const pageBytes = 256 * 1024;

/** Lists a thread's newest messages, or those before a cursor, from one snapshot of the database. */
export function listMessages(db: Database, request: MessagePageRequest): Promise<MessagePage> {
  const before =
    request.cursor === undefined ? undefined : lt(messages.seq, Number(request.cursor));
  return db.transaction(
    async (tx) => {
      await readThread(tx, request);
      const feedCursor = await readFeedCursor(tx, request.userId);
      const rows = await selectMessages(tx, and(eq(messages.threadId, request.threadId), before))
        .orderBy(desc(messages.seq))
        .limit(request.limit + 1);
      const page = rows.slice(0, pageLength(rows, request.limit)).map(toMessage).reverse();
      const first = page[0];
      return {
        messages: page,
        queue: before ? null : await readQueue(tx, request.threadId),
        olderCursor: rows.length > page.length && first ? String(first.seq) : null,
        feedCursor,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Whether a page is one message that is longer than pages are otherwise. */
export function isOversized({ messages: [only, second] }: MessagePage): boolean {
  return only !== undefined && second === undefined && contentBytes(only) > pageBytes;
}

/** How many rows, newest first, make a page: at least one, however long it is. */
function pageLength(
  rows: readonly { text: string; parts: unknown; attachments: unknown }[],
  limit: number,
): number {
  let bytes = 0;
  const tooMany = rows.findIndex((row, i) => {
    bytes += contentBytes(row) + (row.attachments ? bytesOf(row.attachments) : 0);
    return i > 0 && bytes > pageBytes;
  });
  return tooMany === -1 ? limit : Math.min(tooMany, limit);
}

function contentBytes({ text, parts }: { text: string; parts?: unknown }): number {
  return bytesOf(text) + (parts ? bytesOf(parts) : 0);
}

/** As JSON in UTF-8, where a character can take six times what it takes here. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
