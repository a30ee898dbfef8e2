import { and, eq, sql } from "drizzle-orm";
import { maxProjectFiles } from "../../../shared/limits.ts";
import type { ProjectFile, ProjectView } from "../../../shared/project.ts";
import type { Database } from "../../platform/db/client.ts";
import { attachments, projectAttachments } from "../../platform/db/schema/attachments.ts";
import { RequestError } from "../../platform/errors.ts";
import { expireUnused } from "../attachments/expire-unused.ts";
import { lockAttachment } from "../attachments/find-attachment.ts";
import { touchProject } from "./change-project.ts";
import { putProjects } from "./put-projects.ts";
import { readProject } from "./read-project.ts";

/**
 * Adds a file to a project: models get it in all its threads. Adding one twice changes nothing.
 *
 * @throws RequestError `not_found` for a project or file that is missing or another user's;
 *   `conflict` for a file that is not ready, or when the project has as many as allowed
 */
export function addProjectFile(
  db: Database,
  userId: string,
  { projectId, attachmentId }: ProjectFile,
): Promise<ProjectView> {
  const of = { projectId, userId };
  return db.transaction(async (tx) => {
    await touchProject(tx, of);
    const upload = await lockAttachment(tx, { attachmentId, userId, chatSession: null });
    if (upload.status !== "ready")
      throw new RequestError("conflict", "The file is not ready, or was rejected.");
    const isIts = eq(projectAttachments.projectId, projectId);
    const made = await tx
      .insert(projectAttachments)
      .values({ projectId, attachmentId })
      .onConflictDoNothing()
      .returning({ id: projectAttachments.attachmentId });
    if (made.length > 0 && (await tx.$count(projectAttachments, isIts)) > maxProjectFiles)
      throw new RequestError("conflict", `A project can have at most ${maxProjectFiles} files.`);
    await tx
      .update(attachments)
      .set({ expiresAt: sql`null` })
      .where(eq(attachments.id, attachmentId));
    await putProjects(tx, userId);
    return readProject(tx, of);
  });
}

/**
 * Takes a file out of a project; it is deleted two days later if nothing else uses it.
 *
 * @throws RequestError `not_found` for a project that is missing or another user's
 */
export function removeProjectFile(
  db: Database,
  userId: string,
  { projectId, attachmentId }: ProjectFile,
): Promise<ProjectView> {
  const of = { projectId, userId };
  return db.transaction(async (tx) => {
    await touchProject(tx, of);
    const its = and(
      eq(projectAttachments.projectId, projectId),
      eq(projectAttachments.attachmentId, attachmentId),
    );
    const removed = await tx
      .delete(projectAttachments)
      .where(its)
      .returning({ id: projectAttachments.attachmentId });
    await expireUnused(tx, removed);
    await putProjects(tx, userId);
    return readProject(tx, of);
  });
}
