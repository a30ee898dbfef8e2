import { z } from "zod";
import { idSchema, workflowIdSchema } from "./id-schemas.ts";
import { maxMessageLength, maxTitleLength } from "./limits.ts";
import { feedbackKinds } from "./message.ts";

/**
 * Text as Postgres and JSON can hold it: no NUL (Postgres refuses it) and no lone surrogate
 * (no UTF-8 for it); both become U+FFFD.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\ufffd");
}

/** A person's message: anything but white space alone. */
export const messageTextSchema = z
  .string()
  .max(maxMessageLength)
  .refine((text) => text.trim() !== "", "empty")
  .transform(cleanText);

/**
 * `messages.send`. The caller makes all ids, so repeating the call is safe and the screen can
 * show both bubbles before the answer.
 */
export const sendMessageSchema = z
  .object({
    id: idSchema("message"),
    /** The id of the reply's (still empty) message. */
    replyId: idSchema("message"),
    /** A thread of the caller's, or a new id: the thread is then made in the same transaction. */
    threadId: idSchema("thread"),
    /** The message this one answers; null starts the thread (or a sibling of its first message). */
    parentId: idSchema("message").nullable(),
    text: messageTextSchema,
    /** For a new thread; the default workflow when absent. Ignored for an existing one. */
    workflowId: workflowIdSchema.optional(),
  })
  .refine(
    ({ id, replyId, parentId }) => new Set([id, replyId, parentId]).size === 3,
    "one id names two messages",
  );

export type SendMessage = z.infer<typeof sendMessageSchema>;

/**
 * `messages.queue`: a message to say next in a thread that is there. `parentId` is the reply that
 * the caller saw last; the message goes to the end of the branch below it.
 */
export const queueMessageSchema = z
  .object({
    id: idSchema("message"),
    replyId: idSchema("message"),
    threadId: idSchema("thread"),
    parentId: idSchema("message"),
    text: messageTextSchema,
  })
  .refine(
    ({ id, replyId, parentId }) => new Set([id, replyId, parentId]).size === 3,
    "one id names two messages",
  );

export type QueueMessage = z.infer<typeof queueMessageSchema>;

/** `messages.sendNow`: one that waits. */
export const queuedIdSchema = z.object({ id: idSchema("message") });

/** `messages.unqueue`: one that waits in a thread, or that is on its way there. */
export const unqueueSchema = z.object({ id: idSchema("message"), threadId: idSchema("thread") });

export type Unqueue = z.infer<typeof unqueueSchema>;

/** `messages.regenerate`: another reply to the same message, as a sibling of `messageId`. */
export const regenerateMessageSchema = z
  .object({
    /** The assistant message to make a sibling of. */
    messageId: idSchema("message"),
    /** The new sibling's id, made by the caller: repeating the call is safe. */
    replyId: idSchema("message"),
  })
  .refine(({ messageId, replyId }) => messageId !== replyId, "one id names two messages");

/** `messages.giveFeedback`: null takes it back. */
export const giveFeedbackSchema = z.object({
  messageId: idSchema("message"),
  kind: z.enum(feedbackKinds).nullable(),
});

export type GiveFeedback = z.infer<typeof giveFeedbackSchema>;

export const titleSchema = z.string().trim().min(1).max(maxTitleLength).transform(cleanText);
