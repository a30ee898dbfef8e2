import { and, eq } from "drizzle-orm";
import type { SetProject } from "../../../shared/project.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { readThread } from "./access.ts";
import { lockThread } from "./lock-thread.ts";

/**
 * Moves a thread into a project, or out of its project. Its place by last use stays.
 *
 * @throws RequestError `not_found` for a thread or project that is missing or another user's
 */
export function setProject(
  db: Database,
  userId: string,
  { threadId, projectId }: SetProject,
): Promise<Thread> {
  const of = { threadId, userId };
  return db.transaction(async (tx) => {
    if (!(await lockThread(tx, of))) throw notFound("thread");
    const before = await readThread(tx, of);
    if ((before.projectId ?? null) === projectId) return before;
    if (projectId !== null) await keepProject(tx, { projectId, userId });
    await tx
      .update(threads)
      .set({ projectId })
      .where(and(eq(threads.id, threadId), eq(threads.userId, userId)));
    const after = await readThread(tx, of);
    await appendFeed(tx, userId, [{ type: "thread.put", thread: after }]);
    return after;
  });
}

/**
 * Keeps a project from being deleted until the transaction ends.
 *
 * @throws RequestError `not_found` for one that is missing or another user's
 */
export async function keepProject(
  tx: Transaction,
  { projectId, userId }: { projectId: string; userId: string },
): Promise<void> {
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, projectId), eq(projects.userId, userId)))
    .for("key share");
  if (!project) throw notFound("project");
}
