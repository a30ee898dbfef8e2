import { z } from "zod";
import { idSchema, workflowIdSchema } from "./id-schemas.ts";
import { effortSchema } from "./inference-schemas.ts";
import { maxFileNameLength, maxMessageLength, maxTitleLength, megabyte } from "./limits.ts";
import { feedbackKinds } from "./message.ts";
import { workflowLimits } from "./workflow-rules.ts";

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

/** The files of a message, in their order: uploads of the caller's that are ready. */
export const attachmentIdsSchema = z
  .array(idSchema("attachment"))
  .max(workflowLimits.maxFiles)
  .refine((ids) => new Set(ids).size === ids.length, "one file twice")
  .optional();

/** What is said with files may be said without words. */
export const textBesideFiles = z.string().max(maxMessageLength).transform(cleanText);

/** Whether a message is more than white space. */
export function saysSomething({
  text,
  attachmentIds = [],
}: {
  text: string;
  attachmentIds?: string[] | undefined;
}) {
  return text.trim() !== "" || attachmentIds.length > 0;
}

/**
 * What every message says. The caller makes all ids, so repeating the call is safe and the screen can
 * show the message and its empty reply before the answer.
 */
const said = {
  id: idSchema("message"),
  /** The id of the reply's (still empty) message. */
  replyId: idSchema("message"),
  /** A thread of the caller's, or a new id: the thread is then made in the same transaction. */
  threadId: idSchema("thread"),
  text: textBesideFiles,
  attachmentIds: attachmentIdsSchema,
  /** For a new thread; the default workflow when absent. Ignored for an existing one. */
  workflowId: workflowIdSchema.optional(),
  /** How long the model may think. The thread keeps it; absent keeps what the thread has. */
  effort: effortSchema.optional(),
};

const empty = { message: "empty", path: ["text"] };

const sameId = "one id names two messages";

interface NamedMessages {
  id: string;
  replyId: string;
  parentId?: string | null | undefined;
}

const namesThree = ({ id, replyId, parentId }: NamedMessages) =>
  new Set([id, replyId, parentId]).size === 3;

/**
 * `messages.say`. `parentId` says where:
 * - a reply: at the end of the branch below it, which may have grown since the caller saw it;
 * - absent: at the end of the thread, which is made when it is not there;
 * - null: as the thread's first message, or a sibling of that.
 */
export const sayMessageSchema = z
  .object({ ...said, parentId: idSchema("message").nullable().optional() })
  .refine(saysSomething, empty)
  .refine(namesThree, sameId);

export type SayMessage = z.infer<typeof sayMessageSchema>;

/**
 * `messages.send`: right after `parentId`, which has to be whole. Clients that do not know
 * `messages.say` call it.
 */
export const sendMessageSchema = z
  .object({ ...said, parentId: idSchema("message").nullable() })
  .refine(saysSomething, empty)
  .refine(namesThree, sameId);

export type SendMessage = z.infer<typeof sendMessageSchema>;

/** `messages.queue`: as `messages.say` with a reply. Clients that do not know that call it. */
export const queueMessageSchema = z
  .object({ ...said, parentId: idSchema("message") })
  .refine(saysSomething, empty)
  .refine(namesThree, sameId);

export type QueueMessage = z.infer<typeof queueMessageSchema>;

/** `threads.setInference`: what is left out stays as it is. */
export const setInferenceSchema = z.object({
  threadId: idSchema("thread"),
  /** How long the model of the next replies may think; null leaves it to the assistant and the model. */
  effort: effortSchema.nullable(),
});

export type SetInference = z.infer<typeof setInferenceSchema>;

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

/** `messages.continue`: goes on with a reply that was cut off, in the same message. */
export const continueMessageSchema = z.object({
  messageId: idSchema("message"),
  /** The id of the generation that goes on, made by the caller: repeating the call is safe. */
  generationId: idSchema("generation"),
});

/** `messages.giveFeedback`: null takes it back. */
export const giveFeedbackSchema = z.object({
  messageId: idSchema("message"),
  kind: z.enum(feedbackKinds).nullable(),
});

export type GiveFeedback = z.infer<typeof giveFeedbackSchema>;

export const titleSchema = z.string().trim().min(1).max(maxTitleLength).transform(cleanText);

/** A file's name without a path; nothing is ever opened by it. */
const fileName = z
  .string()
  .max(maxFileNameLength)
  .regex(/\S/, "empty")
  .transform((name) =>
    cleanText(name)
      .replaceAll(/[\p{Cc}/\\]/gu, "_")
      .trim(),
  );

/** `attachments.create`: announces a file, whose parts follow over HTTP. The caller makes the id. */
export const createAttachmentSchema = z.object({
  id: idSchema("attachment"),
  name: fileName,
  /** What the uploader takes it for. */
  mimeType: z
    .string()
    .max(100)
    .regex(/^[\w.+-]+\/[\w.+-]+$/)
    .catch("application/octet-stream"),
  /** Bytes. */
  size: z
    .number()
    .int()
    .min(1)
    .max(workflowLimits.maxFileSize * megabyte),
  /** To whom it is to be shown: the workflow of the thread. The default workflow when absent. */
  workflowId: workflowIdSchema.optional(),
});

export type CreateAttachment = z.infer<typeof createAttachmentSchema>;

/** `attachments.get`, `watch` and `delete`. */
export const attachmentIdSchema = z.object({ attachmentId: idSchema("attachment") });
