import { z } from "zod";

/** An `image` is sent as such; of any other `file`, the text. */
export const attachmentKinds = ["image", "file"] as const;

export type AttachmentKind = (typeof attachmentKinds)[number];

/** Why an uploaded file cannot be attached. */
export const attachmentRefusals = [
  /** No content that a model can read. */
  "unsupported",
  /** Not the type it claims, incomplete, or password-protected. */
  "damaged",
  /** Too many pixels, or too large to read in the time allowed. */
  "too_complex",
  /** An error of this server; an admin may retry it. */
  "failed",
] as const;

export type AttachmentRefusal = (typeof attachmentRefusals)[number];

/** A file of a message. */
export const attachmentSchema = z.object({
  id: z.string(),
  kind: z.enum(attachmentKinds),
  name: z.string(),
  /** Detected from the content; before that, as claimed by the uploader. */
  mimeType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** In pixels, as displayed; null for other files, and until it has been read. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});

export type Attachment = z.infer<typeof attachmentSchema>;

/** `ready` and `refused` are final. */
export const uploadStatuses = ["uploading", "processing", "ready", "refused"] as const;

export type UploadStatus = (typeof uploadStatuses)[number];

/** A file being uploaded. Only a `ready` one can be sent. */
export const uploadSchema = attachmentSchema.extend({
  status: z.enum(uploadStatuses),
  /** Null unless it was refused. */
  refusal: z.enum(attachmentRefusals).nullable(),
  /** Bytes received so far, where the next part starts. */
  receivedBytes: z.number().int(),
  /**
   * Whether it was read, but has no text, as a scanned PDF: a model gets no more than its name.
   * Servers of earlier versions do not tell.
   */
  blank: z.boolean().optional(),
});

export type Upload = z.infer<typeof uploadSchema>;
