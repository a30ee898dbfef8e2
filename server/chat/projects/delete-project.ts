import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { DeleteProject } from "../../../shared/project.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { projectAttachments } from "../../platform/db/schema/attachments.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { expireUnused } from "../attachments/expire-unused.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { type TrashDeps, trashThreads } from "../trash/trash-threads.ts";
import { threadColumns, toThread } from "../threads/thread-view.ts";
import { putProjects } from "./put-projects.ts";
import { isTheirs, type ProjectOfUser, readProject } from "./read-project.ts";

/** Threads changed by one transaction. */
const atOnce = 100;

/** How often to start over because a thread has just been moved into the project. */
const mostTries = 5;

/**
 * Deletes a project, after moving its threads out of it or into the trash; a server without a trash
 * deletes them for good. If that is interrupted, the project and the remaining threads are still
 * there.
 *
 * @throws RequestError `not_found` for a missing or another user's
 */
export async function deleteProject(
  deps: TrashDeps,
  userId: string,
  { projectId, threads: fate }: DeleteProject,
): Promise<{ projectId: string }> {
  const { db } = deps;
  const of = { projectId, userId };
  await readProject(db, of);
  for (let tries = 0; tries < mostTries; tries++) {
    if (fate === "delete") await discardThreads(deps, of);
    // Including those in the trash, which come back without a project.
    await moveThreadsOut(db, of);
    if (await db.transaction((tx) => deleteIfEmpty(tx, of))) return { projectId };
  }
  throw new RequestError("unavailable", "This project is busy. Try again.");
}

function threadsOf({ projectId, userId }: ProjectOfUser) {
  return and(eq(threads.projectId, projectId), eq(threads.userId, userId));
}

async function moveThreadsOut(db: Database, of: ProjectOfUser): Promise<void> {
  for (;;) {
    const moved = await db.transaction(async (tx) => {
      const locked = await tx
        .select({ id: threads.id })
        .from(threads)
        .where(threadsOf(of))
        .orderBy(asc(threads.id))
        .limit(atOnce)
        .for("update");
      const are = inArray(
        threads.id,
        locked.map(({ id }) => id),
      );
      if (locked.length === 0) return 0;
      await tx.update(threads).set({ projectId: null }).where(are);
      const rows = await tx
        .select(threadColumns)
        .from(threads)
        .where(and(are, isNull(threads.trashedAt)));
      if (rows.length > 0)
        await appendFeed(
          tx,
          of.userId,
          rows.map((row) => ({ type: "thread.put", thread: toThread(row) })),
        );
      return locked.length;
    });
    if (moved < atOnce) return;
  }
}

async function discardThreads(deps: TrashDeps, of: ProjectOfUser): Promise<void> {
  const { userId } = of;
  for (;;) {
    const next = await deps.db
      .select({ id: threads.id })
      .from(threads)
      .where(and(threadsOf(of), isNull(threads.trashedAt)))
      .orderBy(asc(threads.id))
      .limit(atOnce);
    if (next.length === 0) return;
    const threadIds = next.map(({ id }) => id);
    const { isMoved } = await trashThreads(deps, { threadIds, userId });
    if (isMoved) continue;
    for (const threadId of threadIds)
      await deleteThread(deps.db, { threadId, userId }).catch(ignoreGone);
  }
}

/** Another call may delete the thread first. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof RequestError && error.code === "not_found")) throw error;
}

/**
 * Deletes a project without threads. Its row is locked first, as `setProject` does, so that no
 * thread comes in meanwhile.
 *
 * @returns false while it has threads
 */
async function deleteIfEmpty(tx: Transaction, of: ProjectOfUser): Promise<boolean> {
  const [locked] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(isTheirs(of))
    .for("update");
  if (!locked) throw notFound("project");
  if ((await tx.$count(threads, threadsOf(of))) > 0) return false;
  const files = await tx
    .delete(projectAttachments)
    .where(eq(projectAttachments.projectId, of.projectId))
    .returning({ id: projectAttachments.attachmentId });
  await expireUnused(tx, files);
  await tx.delete(projects).where(isTheirs(of));
  await putProjects(tx, of.userId);
  return true;
}
