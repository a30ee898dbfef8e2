import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxThreadsAtOnce } from "./limits.ts";
import { threadPlaces } from "./thread.ts";

/** Input of calls that change several threads. */
export const threadIdsSchema = z.object({
  threadIds: z.array(idSchema("thread")).min(1).max(maxThreadsAtOnce),
});

/** Input of `threads.setPlaces`. */
export const setPlacesSchema = threadIdsSchema.extend({ place: z.enum(threadPlaces) });

export type SetPlaces = z.infer<typeof setPlacesSchema>;

/** Input of `threads.setProjects`; null takes the threads out of their projects. */
export const setProjectsSchema = threadIdsSchema.extend({
  projectId: idSchema("project").nullable(),
});

export type SetProjects = z.infer<typeof setProjectsSchema>;
