import { z } from "zod";
import { messageSchema } from "./message.ts";
import { projectSchema } from "./project.ts";
import { queuedMessageSchema } from "./queued-message.ts";
import { threadSchema } from "./thread.ts";
import { userSchema } from "./user.ts";

/**
 * Events of `feed.watch`: the changes that keep all tabs of a user in sync. Each carries the
 * complete new value, so applying one twice changes nothing.
 * - `queue.put`: all queued messages of a thread, in order.
 * - `tree.changed`: messages of a thread were deleted, brought back, or got another parent, because
 *   the one between was deleted or brought back. Watchers that do not ask for `trees` get a `reset`.
 * - `user.put`: the user's changed profile. It also reports other changes of the user's own, because
 *   older clients ignore those in it.
 * - `reset`: the cursor is invalid; fetch everything again and watch from there.
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
  z.object({
    type: z.literal("tree.changed"),
    threadId: z.string(),
    removed: z.array(z.string()),
    restored: z.array(messageSchema),
    moved: z.array(z.object({ id: z.string(), parentId: z.string().nullable() })),
  }),
  z.object({
    type: z.literal("user.put"),
    user: userSchema,
    /** What models are told about the user has changed: `personal.get`. */
    personal: z.literal(true).optional(),
    /** All projects, if one has changed. */
    projects: z.array(projectSchema).optional(),
  }),
  z.object({ type: z.literal("reset") }),
]);

export type FeedEvent = z.infer<typeof feedEventSchema>;

export type TreeChange = Extract<FeedEvent, { type: "tree.changed" }>;
