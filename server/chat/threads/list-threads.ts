import { and, eq, isNull, sql } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { beforeCursor, cursorOf } from "./list-cursor.ts";
import { newestFirst } from "./newest-first.ts";
import { threadColumns, toThread } from "./thread-view.ts";
import { inReach, type ThreadsInReach } from "./threads-in-reach.ts";

/** A page of a user's threads. */
export interface ThreadPageRequest {
  userId: string;
  cursor?: string | undefined;
  limit: number;
  /** The archived threads instead of the others. */
  archived?: boolean | undefined;
  /** Only those of a workflow, or only the newest of these; all if omitted. */
  within?: ThreadsInReach | undefined;
}

/** Pinned threads on the first page: more than a person can oversee. */
const mostPinned = 200;

/**
 * A page, newest first, current as of `feedCursor`. On the first page, pinned threads that are older
 * than its last one come at the end.
 */
export interface ThreadPage {
  threads: Thread[];
  nextCursor: string | null;
  feedCursor: string;
}

/** Lists a user's threads. Page and feed cursor come from one database snapshot. */
export function listThreads(db: Database, request: ThreadPageRequest): Promise<ThreadPage> {
  return db.transaction(
    async (tx) => {
      const feedCursor = await readFeedCursor(tx, request.userId);
      const rows = await tx
        .select(threadColumns)
        .from(threads)
        .where(
          and(
            eq(threads.userId, request.userId),
            isNull(threads.trashedAt),
            isNull(threads.temporaryUntil),
            request.archived ? eq(threads.place, "archived") : sql`${threads.place} <> 'archived'`,
            beforeCursor(request.cursor, threads.updatedAt),
            request.within && inReach(request.userId, request.within),
          ),
        )
        .orderBy(newestFirst)
        .limit(request.limit + 1);
      const page = rows.slice(0, request.limit).map(toThread);
      const last = page.at(-1);
      const hasPinned = request.cursor === undefined && !request.archived;
      const pinned = hasPinned ? await readPinned(tx, request) : [];
      const older = pinned.filter(({ id }) => page.every((thread) => thread.id !== id));
      return {
        threads: [...page, ...older],
        nextCursor: rows.length > page.length && last ? cursorOf(last.updatedAt, last.id) : null,
        feedCursor,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function readPinned(
  tx: Transaction,
  { userId, within }: ThreadPageRequest,
): Promise<Thread[]> {
  const rows = await tx
    .select(threadColumns)
    .from(threads)
    .where(
      and(
        eq(threads.userId, userId),
        sql`${threads.place} = 'pinned'`,
        isNull(threads.trashedAt),
        isNull(threads.temporaryUntil),
        within && inReach(userId, within),
      ),
    )
    .orderBy(newestFirst)
    .limit(mostPinned);
  return rows.map(toThread);
}
