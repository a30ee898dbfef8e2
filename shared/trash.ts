import { z } from "zod";
import { threadSchema } from "./thread.ts";

/** A thread in the trash. */
export const trashedThreadSchema = threadSchema.extend({
  /** ISO 8601. */
  trashedAt: z.string(),
});

export type TrashedThread = z.infer<typeof trashedThreadSchema>;
