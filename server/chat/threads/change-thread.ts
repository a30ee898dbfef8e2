import { isDeepStrictEqual } from "node:util";
import { and, eq } from "drizzle-orm";
import type { Thread, ThreadPlace } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread, type ThreadOfUser } from "./access.ts";
import { lockThread } from "./lock-thread.ts";

/** Columns that the owner of a thread changes. */
export interface ThreadChange {
  title?: string;
  unread?: boolean;
  place?: ThreadPlace;
  tags?: string[];
}

/** Changes columns of a thread and appends to the user's feed, if anything changes. */
export function changeThread(
  db: Database,
  of: ThreadOfUser,
  change: ThreadChange,
): Promise<Thread> {
  return db.transaction(async (tx) => {
    if (!(await lockThread(tx, of))) throw notFound("thread");
    const before = await readThread(tx, of);
    const { title, unread, place = "listed", tags = [] } = before;
    const columns = { title, unread, place, tags };
    if (isDeepStrictEqual({ ...columns, ...change }, columns)) return before;
    await tx
      .update(threads)
      .set(change)
      .where(and(eq(threads.id, of.threadId), eq(threads.userId, of.userId)));
    const after = await readThread(tx, of);
    await appendFeed(tx, of.userId, [{ type: "thread.put", thread: after }]);
    return after;
  });
}
