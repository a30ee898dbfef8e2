import { and, isNull, sql } from "drizzle-orm";
import type { SetProjects } from "../../../shared/many-threads.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { lockThreads } from "./lock-threads.ts";
import { keepProject } from "./set-project.ts";
import { threadColumns, toThread } from "./thread-view.ts";

/**
 * Moves threads into a project, or out of their projects, in one transaction. Leaves out those that
 * are missing, another user's, in the trash, or there already. Their places by last use stay.
 *
 * @returns the threads that changed
 * @throws RequestError `not_found` for a project that is missing or another user's, and when none of
 *   the ids is a thread of the user
 */
export function setProjects(
  db: Database,
  userId: string,
  { threadIds, projectId }: SetProjects,
): Promise<{ threads: Thread[] }> {
  return db.transaction(async (tx) => {
    const ids = (await lockThreads(tx, { threadIds, userId })).map(({ id }) => id);
    if (projectId !== null) await keepProject(tx, { projectId, userId });
    const rows = await tx
      .update(threads)
      .set({ projectId })
      .where(
        and(
          sql`${threads.id} = any(${sql.param(ids)}::text[])`,
          sql`${threads.projectId} is distinct from ${projectId}`,
          isNull(threads.trashedAt),
        ),
      )
      .returning(threadColumns);
    const changed = rows.map(toThread);
    if (changed.length > 0)
      await appendFeed(
        tx,
        userId,
        changed.map((thread) => ({ type: "thread.put", thread })),
      );
    return { threads: changed };
  });
}
