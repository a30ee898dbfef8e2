import type { Message } from "../../../shared/message.ts";
import type { QueuedMessage } from "../../../shared/queued-message.ts";
import type { Database } from "../../platform/db/client.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { readThread, type ThreadOfUser } from "../threads/access.ts";
import { readMessagePage } from "./message-view.ts";
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

/** Numbers of messages are below; the column is an integer. */
const beyondAll = 2_147_483_647;

/** Lists a thread's newest messages, or those before a cursor, from one snapshot of the database. */
export function listMessages(db: Database, request: MessagePageRequest): Promise<MessagePage> {
  const { threadId, userId, cursor, limit } = request;
  const before = cursor === undefined ? beyondAll : Number(cursor);
  return db.transaction(
    async (tx) => {
      await readThread(tx, request);
      const feedCursor = await readFeedCursor(tx, userId);
      const bounds = { threadId, before, limit, mostBytes: pageBytes };
      const { messages: page, hasOlder } = await readMessagePage(tx, bounds);
      const oldest = page.at(-1);
      return {
        messages: page.reverse(),
        queue: cursor === undefined ? await readQueue(tx, threadId) : null,
        olderCursor: hasOlder && oldest ? String(oldest.seq) : null,
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

function contentBytes({ text, parts }: { text: string; parts?: unknown }): number {
  return bytesOf(text) + (parts ? bytesOf(parts) : 0);
}

/** As JSON in UTF-8, where a character can take six times what it takes here. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
