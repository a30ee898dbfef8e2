import { z } from "zod";
import { attachmentSchema } from "./attachment.ts";
import { answerBySchema } from "./requests.ts";

/** A user's message queued on the server until the reply before it has ended. */
export const queuedMessageSchema = z.object({
  /** Its future id as a message. */
  id: z.string(),
  text: z.string(),
  /** Absent without any. */
  attachments: z.array(attachmentSchema).optional(),
  /** Who answers it alone; absent when it is left to the thread. */
  answerBy: answerBySchema.optional(),
  /** Whether it is sent when the reply before it ends in any way, rather than only completely. */
  urgent: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string(),
});

export type QueuedMessage = z.infer<typeof queuedMessageSchema>;
