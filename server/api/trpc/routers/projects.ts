import {
  changeProjectSchema,
  createProjectSchema,
  deleteProjectSchema,
  projectFileSchema,
  projectIdSchema,
} from "../../../../shared/project.ts";
import { changeProject } from "../../../chat/projects/change-project.ts";
import { createProject } from "../../../chat/projects/create-project.ts";
import { deleteProject } from "../../../chat/projects/delete-project.ts";
import { addProjectFile, removeProjectFile } from "../../../chat/projects/project-files.ts";
import { readProject } from "../../../chat/projects/read-project.ts";
import { listProjects } from "../../../chat/threads/list-projects.ts";
import { type GenerationOfUser, stopGeneration } from "../../../chat/generation/stop-generation.ts";
import { router, signedIn } from "../init.ts";

/** Folders of threads with instructions and files. Not available to client secrets. */
export const projectsRouter = router({
  /** All projects of the viewer, which the first page of `threads.list` has too. */
  list: signedIn.query(({ ctx }) => listProjects(ctx.services.chat.db, ctx.viewer.userId)),
  /** A project with its instructions and files. */
  get: signedIn
    .input(projectIdSchema)
    .query(({ ctx, input }) =>
      readProject(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  create: signedIn
    .input(createProjectSchema)
    .mutation(({ ctx, input }) => createProject(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Changes its name or instructions. */
  change: signedIn
    .input(changeProjectSchema)
    .mutation(({ ctx, input }) => changeProject(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Adds an upload that is ready. */
  addFile: signedIn
    .input(projectFileSchema)
    .mutation(({ ctx, input }) => addProjectFile(ctx.services.chat.db, ctx.viewer.userId, input)),
  removeFile: signedIn
    .input(projectFileSchema)
    .mutation(({ ctx, input }) =>
      removeProjectFile(ctx.services.chat.db, ctx.viewer.userId, input),
    ),
  /** Deletes a project; its threads are moved out of it, or to the trash. */
  delete: signedIn.input(deleteProjectSchema).mutation(({ ctx, input }) => {
    const { chat } = ctx.services;
    const stopReply = (of: GenerationOfUser) => stopGeneration(chat, of);
    return deleteProject({ ...chat, stopReply }, ctx.viewer.userId, input);
  }),
});
