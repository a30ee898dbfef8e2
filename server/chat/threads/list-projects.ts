import { asc, eq } from "drizzle-orm";
import type { Project } from "../../../shared/project.ts";
import type { ProjectColor, ProjectIcon } from "../../../shared/project-look.ts";
import type { Executor } from "../../platform/db/client.ts";
import { projects } from "../../platform/db/schema/projects.ts";

const { id, name, color, icon, createdAt, updatedAt } = projects;

/** The columns of a project that its row in a list needs. */
export const projectColumns = { id, name, color, icon, createdAt, updatedAt };

/** The wire form of a row of `projectColumns`. */
export function toProject(row: {
  id: string;
  name: string;
  color: ProjectColor | null;
  icon: ProjectIcon | null;
  createdAt: Date;
  updatedAt: Date;
}): Project {
  return {
    id: row.id,
    name: row.name,
    ...(row.color ? { color: row.color } : {}),
    ...(row.icon ? { icon: row.icon } : {}),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** All projects of a user, oldest first. */
export async function listProjects(executor: Executor, userId: string): Promise<Project[]> {
  const rows = await executor
    .select(projectColumns)
    .from(projects)
    .where(eq(projects.userId, userId))
    .orderBy(asc(projects.id));
  return rows.map(toProject);
}
