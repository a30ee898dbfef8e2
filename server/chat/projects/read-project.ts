import { and, asc, eq } from "drizzle-orm";
import type { ProjectView } from "../../../shared/project.ts";
import type { Executor } from "../../platform/db/client.ts";
import { attachments, projectAttachments } from "../../platform/db/schema/attachments.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { notFound } from "../../platform/errors.ts";
import { projectColumns, toProject } from "../threads/list-projects.ts";
import { toAttachment, uploadColumns } from "../attachments/upload-view.ts";

/** A project, and the user who has to own it. */
export interface ProjectOfUser {
  projectId: string;
  userId: string;
}

/** SQL condition: it is this project, and this user's. */
export function isTheirs({ projectId, userId }: ProjectOfUser) {
  return and(eq(projects.id, projectId), eq(projects.userId, userId));
}

/** A project with its files. @throws RequestError `not_found` for a missing or another user's */
export async function readProject(executor: Executor, of: ProjectOfUser): Promise<ProjectView> {
  const [row] = await executor
    .select({ ...projectColumns, instructions: projects.instructions })
    .from(projects)
    .where(isTheirs(of));
  if (!row) throw notFound("project");
  const files = await executor
    .select(uploadColumns)
    .from(projectAttachments)
    .innerJoin(attachments, eq(attachments.id, projectAttachments.attachmentId))
    .where(eq(projectAttachments.projectId, of.projectId))
    .orderBy(asc(projectAttachments.addedAt), asc(projectAttachments.attachmentId));
  const { instructions, ...project } = row;
  return { ...toProject(project), instructions, files: files.map(toAttachment) };
}
