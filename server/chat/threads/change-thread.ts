import { and, eq } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread, type ThreadOfUser } from "./access.ts";
import { lockThread } from "./lock-thread.ts";

/** Changes columns of a thread and appends to the user's feed, if anything changes. */
export function changeThread(
  db: Database,
  of: ThreadOfUser,
  change: { title: string } | { unread: boolean },
): Promise<Thread> {
  return db.transaction(async (tx) => {
    if (!(await lockThread(tx, of))) throw notFound("thread");
    const before = await readThread(tx, of);
    const after = { ...before, ...change };
    if (after.title === before.title && after.unread === before.unread) return before;
    await tx
      .update(threads)
      .set(change)
      .where(and(eq(threads.id, of.threadId), eq(threads.userId, of.userId)));
    await appendFeed(tx, of.userId, [{ type: "thread.put", thread: after }]);
    return after;
  });
}
