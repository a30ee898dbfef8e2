import { z } from "zod";

/** The right of one user to talk to one workflow for a while. The secret is told once. */
export const chatSessionSchema = z.object({
  id: z.string(),
  clientSecret: z.string(),
  workflowId: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  maxRequestsPerMinute: z.number().int(),
});

export type ChatSession = z.infer<typeof chatSessionSchema>;
