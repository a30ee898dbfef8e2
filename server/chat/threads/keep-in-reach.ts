import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import type { FeedEvent } from "../../../shared/feed-event.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import type { FeedEntry } from "../feed/feed-log.ts";
import { inReach, type ThreadsInReach } from "./threads-in-reach.ts";

/** The owner of a feed, and the threads that the reader may see. */
export interface FeedReach {
  userId: string;
  within: ThreadsInReach;
}

/**
 * The entries that a chat session may see: changes of its workflow's threads, within its history
 * policy, and always of the most recently used thread and of temporary ones, which no policy lists.
 * Leaves out the account, other workflows and deleted threads.
 */
export async function keepInReach(
  db: Database,
  { userId, within }: FeedReach,
  entries: readonly FeedEntry[],
): Promise<FeedEntry[]> {
  const ids = entries.flatMap(({ event }) => threadOf(event) ?? []);
  const shown = within.newest === null ? within : { ...within, newest: Math.max(1, within.newest) };
  const rows =
    ids.length === 0
      ? []
      : await db
          .select({ id: threads.id })
          .from(threads)
          .where(
            and(
              inArray(threads.id, [...new Set(ids)]),
              eq(threads.userId, userId),
              or(
                inReach(userId, shown),
                and(eq(threads.workflowId, within.workflowId), isNotNull(threads.temporaryUntil)),
              ),
            ),
          );
  const known = new Set(rows.map(({ id }) => id));
  return entries.filter(({ event }) => {
    // An event of an older version does not name its workflow.
    if (event.type === "thread.deleted") return event.workflowId === within.workflowId;
    const threadId = threadOf(event);
    return threadId !== null && known.has(threadId);
  });
}

/** The thread whose content an event contains; null for any other event. */
function threadOf(event: FeedEvent): string | null {
  switch (event.type) {
    case "thread.put":
      return event.thread.id;
    case "message.put":
      return event.message.threadId;
    case "queue.put":
    case "tree.changed":
      return event.threadId;
    case "thread.deleted":
    case "user.put":
    case "reset":
      return null;
  }
}
