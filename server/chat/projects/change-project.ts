import { sql } from "drizzle-orm";
import type { ChangeProject, ProjectView } from "../../../shared/project.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { notFound } from "../../platform/errors.ts";
import { putProjects } from "./put-projects.ts";
import { isTheirs, type ProjectOfUser, readProject } from "./read-project.ts";

/**
 * Changes a project's name, look or instructions; replies in its threads use these from the next one
 * on.
 *
 * @throws RequestError `not_found` for a missing or another user's
 */
export function changeProject(
  db: Database,
  userId: string,
  { projectId, name, color, icon, instructions }: ChangeProject,
): Promise<ProjectView> {
  const of = { projectId, userId };
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color }),
    ...(icon === undefined ? {} : { icon }),
    ...(instructions === undefined ? {} : { instructions }),
  };
  return db.transaction(async (tx) => {
    await touchProject(tx, of, change);
    await putProjects(tx, userId);
    return readProject(tx, of);
  });
}

/**
 * Locks a project, changes it, and marks it as changed.
 *
 * @throws RequestError `not_found` for a missing or another user's
 */
export async function touchProject(
  tx: Transaction,
  of: ProjectOfUser,
  change: Partial<typeof projects.$inferInsert> = {},
): Promise<void> {
  // Later than before, whichever node's transaction began first: clients fetch it again then.
  const updatedAt = sql`greatest(clock_timestamp(), ${projects.updatedAt} + interval '1 millisecond')`;
  const changed = await tx
    .update(projects)
    .set({ ...change, updatedAt })
    .where(isTheirs(of))
    .returning({ id: projects.id });
  if (changed.length === 0) throw notFound("project");
}
