import { z } from "zod";
import { idSchema, workflowIdSchema } from "./id-schemas.ts";
import { effortSchema } from "./inference-schemas.ts";
import { maxFileNameLength, maxMessageLength, maxTitleLength, megabyte } from "./limits.ts";
import { modelNameSchema } from "./model.ts";
import { workflowLimits } from "./workflow-rules.ts";
import { threadPlaces } from "./thread.ts";

/**
 * Makes text fit for Postgres and JSON: NUL, which Postgres rejects, and lone surrogates, which
 * have no UTF-8, become U+FFFD.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\ufffd");
}

/** A user's message: not only white space. */
export const messageTextSchema = z
  .string()
  .max(maxMessageLength)
  .refine((text) => text.trim() !== "", "empty")
  .transform(cleanText);

/** The files of a message in order: the caller's uploads that are ready. */
export const attachmentIdsSchema = z
  .array(idSchema("attachment"))
  .max(workflowLimits.maxFiles)
  .refine((ids) => new Set(ids).size === ids.length, "one file twice")
  .optional();

/** The text of a message; may be empty if it has files. */
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

/** Who answers one message, in the place of the thread's assistant and model. */
export const answerBySchema = z.object({
  /** An assistant that the caller may use; its own model answers unless `model` names another. */
  workflowId: workflowIdSchema.optional(),
  /** A model that the assistant lets its users choose. */
  model: modelNameSchema.optional(),
});

export type AnswerBy = z.infer<typeof answerBySchema>;

/**
 * Fields of every message. The client makes all ids, so retries are safe, and the app can show the
 * message and its empty reply before the response.
 */
const said = {
  id: idSchema("message"),
  /** The id of the reply's message, still empty. */
  replyId: idSchema("message"),
  /** A thread of the caller, or a new id: then the thread is created in the same transaction. */
  threadId: idSchema("thread"),
  text: textBesideFiles,
  attachmentIds: attachmentIdsSchema,
  /** For a new thread; by default the server's workflow. Ignored for an existing one. */
  workflowId: workflowIdSchema.optional(),
  /** Makes a new thread a temporary chat. Ignored for an existing one. */
  temporary: z.boolean().optional(),
  /**
   * For a new thread: the project that it begins in, if the caller still has it. Ignored for an
   * existing one.
   */
  projectId: idSchema("project").optional(),
  /** How long the model may think. Saved in the thread; omitted keeps the thread's choice. */
  effort: effortSchema.optional(),
  /**
   * The model that replies. The thread keeps it; omitted, the thread's choice stays. The assistant's
   * own model replies instead if the assistant allows no such choice, or the model is not offered.
   */
  model: modelNameSchema.optional(),
};

const empty = { message: "empty", path: ["text"] };

const sameId = "one id names two messages";

interface NamedMessages {
  id: string;
  replyId: string;
  parentId?: string | null | undefined;
  compareWith?: { replyId: string } | undefined;
}

const namesEachOnce = ({ id, replyId, parentId, compareWith }: NamedMessages) => {
  const named = [id, replyId, parentId, ...(compareWith ? [compareWith.replyId] : [])];
  return new Set(named).size === named.length;
};

/** A second reply to the same message. */
export const comparedReplySchema = z.object({
  /** The second reply's id, made by the client. */
  replyId: idSchema("message"),
  /** The model of the second reply alone. */
  model: modelNameSchema,
});

export type ComparedReply = z.infer<typeof comparedReplySchema>;

/**
 * Input of `messages.say`. `parentId` says where:
 * - a reply: at the end of the branch below it, which may have grown since the client saw it;
 * - absent: at the end of the thread, which is created if missing;
 * - null: as the thread's first message, or a sibling of that.
 */
export const sayMessageSchema = z
  .object({
    ...said,
    parentId: idSchema("message").nullable().optional(),
    /**
     * Has a second model reply at the same time, beside the first. Such a message is not queued: it
     * is refused as `conflict` during a reply.
     */
    compareWith: comparedReplySchema.optional(),
    /**
     * Answers this message alone; the thread keeps its assistant and model. Refused as
     * `model_unavailable` where the caller may not use it.
     */
    answerBy: answerBySchema.optional(),
  })
  .refine(saysSomething, empty)
  .refine(namesEachOnce, sameId);

export type SayMessage = z.infer<typeof sayMessageSchema>;

/**
 * Input of `messages.send`: directly after `parentId`, which has to be complete. For clients older
 * than `messages.say`.
 */
export const sendMessageSchema = z
  .object({ ...said, parentId: idSchema("message").nullable() })
  .refine(saysSomething, empty)
  .refine(namesEachOnce, sameId);

export type SendMessage = z.infer<typeof sendMessageSchema>;

/** Input of `messages.queue`: like `messages.say` with a reply. For clients older than that. */
export const queueMessageSchema = z
  .object({ ...said, parentId: idSchema("message") })
  .refine(saysSomething, empty)
  .refine(namesEachOnce, sameId);

export type QueueMessage = z.infer<typeof queueMessageSchema>;

/** Input of `threads.setInference`: omitted fields stay as they are. */
export const setInferenceSchema = z.object({
  threadId: idSchema("thread"),
  /**
   * How long the model of the next replies may think; null leaves it to the assistant and the
   * model.
   */
  effort: effortSchema.nullable().optional(),
  /** The model of the next replies; null leaves it to the assistant. */
  model: modelNameSchema.nullable().optional(),
});

export const setPlaceSchema = z.object({
  threadId: idSchema("thread"),
  place: z.enum(threadPlaces),
});

export type SetPlace = z.infer<typeof setPlaceSchema>;

export type SetInference = z.infer<typeof setInferenceSchema>;

/** Input of `threads.selectBranch`: the branch of a message becomes the active one. */
export const selectBranchSchema = z.object({
  threadId: idSchema("thread"),
  /** Its leaf; for another message, the branch goes on to the newest message below. */
  messageId: idSchema("message"),
});

export type SelectBranch = z.infer<typeof selectBranchSchema>;

/** Input of `messages.sendNow`: a queued message. */
export const queuedIdSchema = z.object({ id: idSchema("message") });

/** Input of `messages.unqueue`: a message that is queued in a thread, or about to be. */
export const unqueueSchema = z.object({ id: idSchema("message"), threadId: idSchema("thread") });

export type Unqueue = z.infer<typeof unqueueSchema>;

/**
 * Input of `messages.edit`: another version of a user message, with a reply of its own. The edited
 * message and everything below it stay as they are.
 */
export const editMessageSchema = z
  .object({
    /** The user message that gets a sibling. */
    messageId: idSchema("message"),
    /** The new version's id. */
    id: said.id,
    replyId: said.replyId,
    text: said.text,
    /** All files of the new version in order, those of the edited message among them. */
    attachmentIds: said.attachmentIds,
  })
  .refine(saysSomething, empty)
  .refine(
    ({ messageId, id, replyId }) => namesEachOnce({ id, replyId, parentId: messageId }),
    sameId,
  );

export type EditMessage = z.infer<typeof editMessageSchema>;

/** Input of `messages.continue`: continues a reply that was cut off, in the same message. */
export const continueMessageSchema = z.object({
  messageId: idSchema("message"),
  /** The new generation's id, made by the client, so that retries are safe. */
  generationId: idSchema("generation"),
});

export const titleSchema = z.string().trim().min(1).max(maxTitleLength).transform(cleanText);

/** A file name without a path; never used to open a file. */
const fileName = z
  .string()
  .max(maxFileNameLength)
  .regex(/\S/, "empty")
  .transform((name) =>
    cleanText(name)
      .replaceAll(/[\p{Cc}/\\]/gu, "_")
      .trim(),
  );

/**
 * Input of `attachments.create`: announces a file, whose parts follow over HTTP. The client makes
 * the id.
 */
export const createAttachmentSchema = z.object({
  id: idSchema("attachment"),
  name: fileName,
  /** The type claimed by the uploader. */
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
  /** The workflow of the thread, which will see the file; by default the server's. */
  workflowId: workflowIdSchema.optional(),
});

export type CreateAttachment = z.infer<typeof createAttachmentSchema>;

/** Input of `attachments.get`, `watch` and `delete`. */
export const attachmentIdSchema = z.object({ attachmentId: idSchema("attachment") });
