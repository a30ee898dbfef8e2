import { z } from "zod";
import { attachmentSchema } from "./attachment.ts";

/** A person's message that waits on the server until the reply before it has ended. */
export const queuedMessageSchema = z.object({
  /** The id it will have as a message. */
  id: z.string(),
  text: z.string(),
  /** Absent for none. */
  attachments: z.array(attachmentSchema).optional(),
  /** It goes out when the reply before it ends, however that ends. */
  urgent: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string(),
});

export type QueuedMessage = z.infer<typeof queuedMessageSchema>;
