import { newId } from "../../shared/ids.ts";
import type { DeleteProject } from "../../shared/project.ts";
import type { ProjectLook } from "../../shared/project-look.ts";
import { toRequestError } from "../request-error.ts";
import type { PendingChange } from "../state/replica.ts";
import { carryOut, carryOutLast } from "./carry-out.ts";
import type { StoreContext } from "./store-context.ts";

/** Shows a new project immediately. Resolves with its id once the server has it. */
export async function createProject(
  context: StoreContext,
  name: string,
  look: ProjectLook = {},
): Promise<string> {
  const id = newId("project");
  const now = new Date().toISOString();
  const change: PendingChange = {
    type: "project.put",
    project: { ...look, id, name, createdAt: now, updatedAt: now },
  };
  await carryOut(context, change, async () => {
    const {
      instructions: _,
      files: __,
      ...project
    } = await context.client.api.projects.create.mutate({ ...look, id, name });
    return (asOf) => ({ type: "project.answer", project, asOf });
  });
  return id;
}

/** Shows a project's new name and look immediately; what is omitted stays. */
export function changeProject(
  context: StoreContext,
  projectId: string,
  to: ProjectLook & { name?: string },
): Promise<void> {
  const held = context.holder.visible.get().projects.find(({ id }) => id === projectId);
  if (!held) return Promise.resolve();
  const change: PendingChange = { type: "project.put", project: { ...held, ...to } };
  return carryOutLast(
    context,
    { of: `${Object.keys(to).toSorted().join()} of ${projectId}`, change },
    async () => {
      const {
        instructions: _,
        files: __,
        ...project
      } = await context.client.api.projects.change.mutate({ projectId, ...to });
      return (asOf) => ({ type: "project.answer", project, asOf });
    },
  );
}

/** Hides a project immediately. Its threads move out of it or are deleted as the server does it. */
export async function deleteProject(
  context: StoreContext,
  projectId: string,
  threads: DeleteProject["threads"],
): Promise<void> {
  await carryOut(context, { type: "project.delete", projectId }, async () => {
    await deleteOnce(context, { projectId, threads });
    return (asOf) => ({ type: "project.deleted", projectId, asOf });
  });
}

/** A retry may find that the first attempt succeeded. */
async function deleteOnce({ client }: StoreContext, request: DeleteProject): Promise<void> {
  try {
    await client.api.projects.delete.mutate(request);
  } catch (cause) {
    if (toRequestError(cause).code !== "not_found") throw cause;
  }
}

/** Shows a thread in another project immediately, or in none. */
export function setProject(
  context: StoreContext,
  threadId: string,
  projectId: string | null,
): Promise<void> {
  const change: PendingChange = { type: "project", threadId, projectId };
  return carryOutLast(context, { of: `project of ${threadId}`, change }, async () => {
    const thread = await context.client.api.threads.setProject.mutate({ threadId, projectId });
    return (asOf) => ({ type: "answer", thread, messages: [], asOf });
  });
}
