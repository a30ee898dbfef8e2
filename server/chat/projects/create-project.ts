import { eq } from "drizzle-orm";
import { maxProjects } from "../../../shared/limits.ts";
import type { CreateProject, ProjectView } from "../../../shared/project.ts";
import type { Database } from "../../platform/db/client.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { users } from "../../platform/db/schema/users.ts";
import { RequestError } from "../../platform/errors.ts";
import { putProjects } from "./put-projects.ts";
import { isTheirs, readProject } from "./read-project.ts";

/**
 * Creates an empty project under the client's id. Idempotent: a retry returns the project.
 *
 * @throws RequestError `conflict` for an id that is another user's, or when the user has as many
 *   projects as allowed
 */
export function createProject(
  db: Database,
  userId: string,
  { id: projectId, name, color, icon }: CreateProject,
): Promise<ProjectView> {
  const of = { projectId, userId };
  return db.transaction(async (tx) => {
    // Concurrent calls count each other's projects.
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, userId))
      .for("no key update");
    if (!user) throw new RequestError("unauthenticated", "The user no longer exists.");
    if ((await tx.$count(projects, isTheirs(of))) > 0) return readProject(tx, of);
    if ((await tx.$count(projects, eq(projects.userId, userId))) >= maxProjects)
      throw new RequestError("conflict", `You can have at most ${maxProjects} projects.`);
    const made = await tx
      .insert(projects)
      .values({ id: projectId, userId, name, color, icon })
      .onConflictDoNothing()
      .returning({ id: projects.id });
    if (made.length === 0) throw new RequestError("conflict", "This project id is already in use.");
    await putProjects(tx, userId);
    return readProject(tx, of);
  });
}
