import { z } from "zod";
import { idSchema } from "../../shared/id-schemas.ts";
import { regenerateMessageSchema, sendMessageSchema } from "../../shared/requests.ts";
import { router, signedIn } from "../trpc/init.ts";
import { listMessages } from "./list-messages.ts";
import { regenerateMessage } from "./regenerate-message.ts";
import { sendMessage } from "./send-message.ts";

const pageSchema = z.object({
  threadId: idSchema("thread"),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

export const messagesRouter = router({
  /** A thread's newest messages, or those before `cursor`. */
  list: signedIn
    .input(pageSchema)
    .query(({ ctx, input }) =>
      listMessages(ctx.services.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Sends a message and starts the reply. The message's id makes repeating it safe. */
  send: signedIn
    .input(sendMessageSchema)
    .mutation(({ ctx, input }) => sendMessage(ctx.services, ctx.viewer.userId, input)),
  /** Starts another reply beside one that is there. */
  regenerate: signedIn
    .input(regenerateMessageSchema)
    .mutation(({ ctx, input }) => regenerateMessage(ctx.services, ctx.viewer.userId, input)),
});
