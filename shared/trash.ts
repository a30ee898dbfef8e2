import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { threadSchema } from "./thread.ts";

/** Threads changed by one call: more than fit on a screen. */
export const maxThreadsAtOnce = 100;

/** Input of calls that change several threads. */
export const threadIdsSchema = z.object({
  threadIds: z.array(idSchema("thread")).min(1).max(maxThreadsAtOnce),
});

/** A thread in the trash. */
export const trashedThreadSchema = threadSchema.extend({
  /** ISO 8601. */
  trashedAt: z.string(),
});

export type TrashedThread = z.infer<typeof trashedThreadSchema>;
