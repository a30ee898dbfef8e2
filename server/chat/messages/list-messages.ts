import type { Message } from "../../../shared/message.ts";
import type { QueuedMessage } from "../../../shared/queued-message.ts";
import type { Database } from "../../platform/db/client.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { readThread, type ThreadOfUser } from "../threads/access.ts";
import { readMessagePage } from "./message-view.ts";
import { readQueue } from "./queue/read-queue.ts";

/** A page of a thread's messages. */
export interface MessagePageRequest extends ThreadOfUser {
  cursor?: string | undefined;
  limit: number;
}

/** A page in ascending order, current as of `feedCursor`. */
export interface MessagePage {
  messages: Message[];
  /** For the previous page; null at the beginning of the thread. */
  olderCursor: string | null;
  /** The thread's queued messages, in order; null on an older page. */
  queue: QueuedMessage[] | null;
  feedCursor: string;
}

/**
 * Maximum text in a page, in bytes as sent: a slow client receives it before its next ping is due,
 * and a few pages at once stay below a socket's high-water mark.
 */
const pageBytes = 256 * 1024;

/** Above all message numbers; the column is an integer. */
const beyondAll = 2_147_483_647;

/** Lists a thread's newest messages, or those before a cursor, from one database snapshot. */
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

/** Whether a page is a single message above the usual size of a page. */
export function isOversized({ messages: [only, second] }: MessagePage): boolean {
  return only !== undefined && second === undefined && contentBytes(only) > pageBytes;
}

function contentBytes({ text, parts }: { text: string; parts?: unknown }): number {
  return bytesOf(text) + (parts ? bytesOf(parts) : 0);
}

/** As JSON in UTF-8, where a character can take six times its size. */
function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
