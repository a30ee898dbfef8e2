import { eq } from "drizzle-orm";
import type { Thread } from "../../../shared/thread.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { StartDeps } from "../messages/start-transaction.ts";
import { readThread, type ThreadOfUser } from "../threads/access.ts";
import { lockThread } from "../threads/lock-thread.ts";

/**
 * Makes a temporary chat one like any other: it is listed, and gets a title. Changes nothing if it is
 * that already.
 *
 * @throws RequestError `not_found` for a thread that is missing or another user's
 */
export function keepTemporary(
  { db, jobs }: Pick<StartDeps, "db" | "jobs">,
  of: ThreadOfUser,
): Promise<Thread> {
  return db.transaction(async (tx) => {
    const locked = await lockThread(tx, of);
    if (!locked) throw notFound("thread");
    if (!locked.isTemporary) return readThread(tx, of);
    await tx.update(threads).set({ temporaryUntil: null }).where(eq(threads.id, of.threadId));
    const thread = await readThread(tx, of);
    // The end of a reply in progress asks for the title itself.
    if (thread.title === null && locked.isTitled && !thread.running)
      await jobs.enqueue(tx, "title", { threadId: of.threadId, askModel: true });
    await appendFeed(tx, of.userId, [{ type: "thread.put", thread }]);
    return thread;
  });
}
