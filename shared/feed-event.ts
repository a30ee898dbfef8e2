import { z } from "zod";
import { messageSchema } from "./message.ts";
import { queuedMessageSchema } from "./queued-message.ts";
import { threadSchema } from "./thread.ts";
import { userSchema } from "./user.ts";

/**
 * What `feed.watch` yields: the changes that keep every tab of a user the same. Each carries
 * the whole new value, so applying one twice changes nothing.
 * - `queue.put`: all messages that wait in a thread, the next one first.
 * - `user.put`: who the person is, when that has changed.
 * - `reset`: the cursor cannot be honoured; fetch everything again and watch from there.
 */
export const feedEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("thread.put"), thread: threadSchema }),
  z.object({
    type: z.literal("thread.deleted"),
    threadId: z.string(),
    /** Absent in events of older versions. */
    workflowId: z.string().optional(),
  }),
  z.object({ type: z.literal("message.put"), message: messageSchema }),
  z.object({
    type: z.literal("queue.put"),
    threadId: z.string(),
    queue: z.array(queuedMessageSchema),
  }),
  z.object({ type: z.literal("user.put"), user: userSchema }),
  z.object({ type: z.literal("reset") }),
]);

export type FeedEvent = z.infer<typeof feedEventSchema>;
