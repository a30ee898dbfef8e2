import { z } from "zod";
import { messageSchema } from "./message.ts";
import { threadSchema } from "./thread.ts";

/** A chat as a JSON file: all its messages, with every version of each. */
export const threadFileSchema = z.object({
  format: z.literal("chatkit.chat"),
  version: z.literal(1),
  /** ISO 8601. */
  exportedAt: z.string(),
  /** `activeLeafId` is the last message of the branch that was read; earlier files have none. */
  thread: threadSchema.pick({
    id: true,
    title: true,
    createdAt: true,
    updatedAt: true,
    activeLeafId: true,
  }),
  /** A tree through `parentId`, in order of `seq`. */
  messages: z.array(messageSchema),
});

export type ThreadFile = z.infer<typeof threadFileSchema>;
