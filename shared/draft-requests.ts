import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxDraftLength } from "./limits.ts";
import { attachmentIdsSchema, cleanText } from "./requests.ts";

/** Where a draft is written. */
const placeOfDraft = {
  /** A thread of the caller; null for the new chat. */
  threadId: idSchema("thread").nullable(),
};

/** Input of `drafts.save`. */
export const saveDraftSchema = z.object({
  threadId: placeOfDraft.threadId,
  text: z.string().max(maxDraftLength).transform(cleanText),
  attachmentIds: attachmentIdsSchema,
  /** The revision that the caller has: the draft is saved only over that one. */
  revision: z.number().int().nonnegative(),
});

export type SaveDraft = z.infer<typeof saveDraftSchema>;

/** Input of `drafts.watch`. */
export const watchDraftSchema = z.object({
  threadId: placeOfDraft.threadId,
  lastEventId: z.string().max(64).optional(),
});
