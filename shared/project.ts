import { z } from "zod";
import { type Attachment } from "./attachment.ts";
import { idSchema } from "./id-schemas.ts";
import { maxProjectInstructionsLength, maxProjectNameLength } from "./limits.ts";
import { projectColors, projectIcons } from "./project-look.ts";
import { cleanText } from "./requests.ts";

/** A `ProjectLook`; what only a later version knows is read as none. */
const projectLookSchema = z.object({
  color: z.enum(projectColors).nullish().catch(null),
  icon: z.enum(projectIcons).nullish().catch(null),
});

/** A look to set: an omitted part stays as it is, and null removes it. */
const setProjectLookSchema = z.object({
  color: z.enum(projectColors).nullable().optional(),
  icon: z.enum(projectIcons).nullable().optional(),
});

/** A project: a folder of one user's threads, which share instructions and files. */
export const projectSchema = projectLookSchema.extend({
  id: z.string(),
  name: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** ISO 8601; changes with its name, look, instructions and files, not with its threads. */
  updatedAt: z.string(),
});

export type Project = z.infer<typeof projectSchema>;

/** A project with what models are told in its threads. */
export interface ProjectView extends Project {
  /** Empty for none. */
  instructions: string;
  files: readonly Attachment[];
}

const nameSchema = z.string().trim().min(1).max(maxProjectNameLength).transform(cleanText);

/** Input of `projects.create`. The client makes the id, so retries are safe. */
export const createProjectSchema = setProjectLookSchema.extend({
  id: idSchema("project"),
  name: nameSchema,
});

export type CreateProject = z.infer<typeof createProjectSchema>;

/** Input of `projects.get`. */
export const projectIdSchema = z.object({ projectId: idSchema("project") });

/** Input of `projects.change`: omitted fields stay as they are. */
export const changeProjectSchema = projectIdSchema.extend(setProjectLookSchema.shape).extend({
  name: nameSchema.optional(),
  instructions: z
    .string()
    .max(maxProjectInstructionsLength)
    .transform((text) => cleanText(text).trim())
    .optional(),
});

export type ChangeProject = z.infer<typeof changeProjectSchema>;

/** What happens to a deleted project's threads. */
export const projectThreadFates = ["keep", "delete"] as const;

/** Input of `projects.delete`. */
export const deleteProjectSchema = projectIdSchema.extend({
  /** `keep` moves them out of the project, `delete` to the trash. */
  threads: z.enum(projectThreadFates),
});

export type DeleteProject = z.infer<typeof deleteProjectSchema>;

/** Input of `projects.addFile` and `projects.removeFile`. */
export const projectFileSchema = projectIdSchema.extend({ attachmentId: idSchema("attachment") });

export type ProjectFile = z.infer<typeof projectFileSchema>;

/** Input of `threads.setProject`; null takes the thread out of its project. */
export const setProjectSchema = z.object({
  threadId: idSchema("thread"),
  projectId: idSchema("project").nullable(),
});

export type SetProject = z.infer<typeof setProjectSchema>;
