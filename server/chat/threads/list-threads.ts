import { and, eq, sql } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { RequestError } from "../../platform/errors.ts";
import { readFeedCursor } from "../feed/read-feed-head.ts";
import { newestFirst } from "./newest-first.ts";
import { threadColumns, toThread } from "./thread-view.ts";
import { inReach, type ThreadsInReach } from "./threads-in-reach.ts";

/** A page of a user's threads. */
export interface ThreadPageRequest {
  userId: string;
  cursor?: string | undefined;
  limit: number;
  /** Only those of a workflow, or only the newest of these; all if omitted. */
  within?: ThreadsInReach | undefined;
}

/** A page, newest first, current as of `feedCursor`. */
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
            olderThan(request.cursor),
            request.within && inReach(request.userId, request.within),
          ),
        )
        .orderBy(newestFirst)
        .limit(request.limit + 1);
      const page = rows.slice(0, request.limit).map(toThread);
      const last = page.at(-1);
      return {
        threads: page,
        nextCursor: rows.length > page.length && last ? `${last.updatedAt}/${last.id}` : null,
        feedCursor,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Only accepts what `nextCursor` produces: a time that Postgres can read, and a thread's id. */
const cursorForm = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\/(cthr_[0-9a-f]{32})$/;

function olderThan(cursor: string | undefined) {
  if (cursor === undefined) return sql`true`;
  const [, time = "", id = ""] = cursorForm.exec(cursor) ?? [];
  const updatedAt = new Date(time);
  if (Number.isNaN(updatedAt.getTime()))
    throw new RequestError("invalid_input", "This cursor does not belong to this list.");
  return sql`(${threads.updatedAt}, ${threads.id}) < (${updatedAt.toISOString()}::timestamptz, ${id})`;
}
