import { sql } from "drizzle-orm";
import type { SetProjects } from "../../../shared/many-threads.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { changeManyThreads } from "./change-many-threads.ts";
import { lockThreads } from "./lock-threads.ts";
import { keepProject } from "./set-project.ts";

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
    const differs = sql`${threads.projectId} is distinct from ${projectId}`;
    const change = { userId, ids, set: { projectId }, differs };
    return { threads: await changeManyThreads(tx, change) };
  });
}
