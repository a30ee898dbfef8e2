import { z } from "zod";
import { uploadSchema } from "./attachment.ts";

/** A file of a draft, in the state of its upload. */
export const draftFileSchema = uploadSchema.extend({
  /** The workflow that may see it. */
  workflowId: z.string(),
});

export type DraftUpload = z.infer<typeof draftFileSchema>;

/** What a user has written in a thread, or for a new chat, without having sent it. */
export const draftSchema = z.object({
  text: z.string(),
  /** Its files in order; one that was deleted meanwhile is left out. */
  files: z.array(draftFileSchema),
  /** Higher after every change; 0 if nothing was ever written there, or that was forgotten. */
  revision: z.number().int(),
});

export type Draft = z.infer<typeof draftSchema>;

/** The outcome of saving a draft. */
export type SavedDraft =
  | { isSaved: true; revision: number }
  /** It has changed since the revision that the caller had: this is the newer one. */
  | { isSaved: false; draft: Draft };
