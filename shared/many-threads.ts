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
