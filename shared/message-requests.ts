import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxCommentLength, maxInstructionLength } from "./limits.ts";
import { feedbackKinds } from "./message.ts";
import { modelNameSchema } from "./model.ts";
import { cleanText } from "./requests.ts";

const instructionSchema = z.string().trim().min(1).max(maxInstructionLength).transform(cleanText);

/**
 * Input of `messages.regenerate`: another reply to the same message, as a sibling of `messageId`.
 */
export const regenerateMessageSchema = z
  .object({
    /** The assistant message that gets a sibling. */
    messageId: idSchema("message"),
    /** The new sibling's id, made by the client, so that retries are safe. */
    replyId: idSchema("message"),
    /** The model of this reply only; omitted, it is the thread's. */
    model: modelNameSchema.optional(),
    /**
     * What to do differently, such as "shorter": the model is told it for this reply only, together
     * with the reply of `messageId`.
     */
    instruction: instructionSchema.optional(),
    /** Whether the thread's active branch stays as it is; by default the new reply becomes its leaf. */
    keepsBranch: z.boolean().optional(),
  })
  .refine(({ messageId, replyId }) => messageId !== replyId, "one id names two messages");

/** Input of `threads.fork`: a new thread with the messages up to one, which is included. */
export const forkThreadSchema = z.object({
  messageId: idSchema("message"),
  /** The new thread's id, made by the client, so that retries are safe. */
  threadId: idSchema("thread"),
});

export type ForkThread = z.infer<typeof forkThreadSchema>;

/**
 * Input of `messages.remove`: a user message with all replies to it or, for one of several replies
 * that nothing follows, that version alone.
 */
export const removeMessageSchema = z.object({
  messageId: idSchema("message"),
  /** Made by the client, so that retries are safe; `messages.restore` takes it. */
  removalId: idSchema("removal"),
});

export type RemoveMessage = z.infer<typeof removeMessageSchema>;

/** Input of `messages.restore`. */
export const restoreMessagesSchema = z.object({
  threadId: idSchema("thread"),
  removalId: idSchema("removal"),
});

export type RestoreMessages = z.infer<typeof restoreMessagesSchema>;

/**
 * Input of `messages.giveFeedback`: null removes the rating with its comment. Omitted, a comment
 * stays as long as the rating does; an empty one is removed.
 */
export const giveFeedbackSchema = z.object({
  messageId: idSchema("message"),
  kind: z.enum(feedbackKinds).nullable(),
  /** For the server's admins. */
  comment: z.string().trim().max(maxCommentLength).transform(cleanText).optional(),
});

export type GiveFeedback = z.infer<typeof giveFeedbackSchema>;
