import { z } from "zod";
import { generationErrorCodes } from "./errors.ts";

/** `pending`: being written; `removed`: removed, or never requested. */
export const summaryStatuses = ["pending", "ready", "failed", "removed"] as const;

/**
 * Summary of a thread up to and including a message, used when the model is not shown all of it. It
 * belongs to the message: branches that leave before it do not use it.
 */
export const summarySchema = z.object({
  status: z.enum(summaryStatuses),
  /** Empty unless it is ready. */
  text: z.string(),
  /** Why it failed; null unless it did. */
  error: z.enum(generationErrorCodes).catch("internal").nullable(),
  /** Higher is newer. */
  revision: z.number().int(),
});

export type Summary = z.infer<typeof summarySchema>;
