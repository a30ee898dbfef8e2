import { z } from "zod";

/** An `image` is shown; of any other `file` the text counts. */
export const attachmentKinds = ["image", "file"] as const;

export type AttachmentKind = (typeof attachmentKinds)[number];

/** Why a file that is here whole cannot be attached. */
export const attachmentRefusals = [
  /** Nothing that a model could read. */
  "unsupported",
  /** Not what it says it is, incomplete, or locked by a password. */
  "damaged",
  /** Too many pixels, or too much in it to be read in the time allowed. */
  "too_complex",
  /** This server's own fault; an admin may have it tried again. */
  "failed",
] as const;

export type AttachmentRefusal = (typeof attachmentRefusals)[number];

/** A file of a message. */
export const attachmentSchema = z.object({
  id: z.string(),
  kind: z.enum(attachmentKinds),
  name: z.string(),
  /** Found in the file; until it has been read, what the uploader says. */
  mimeType: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** Pixels, as it is seen; null for what is no image, or not read yet. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
});

export type Attachment = z.infer<typeof attachmentSchema>;

/** `ready` and `refused` are final. */
export const uploadStatuses = ["uploading", "processing", "ready", "refused"] as const;

export type UploadStatus = (typeof uploadStatuses)[number];

/** A file on its way into a message. Only one that is `ready` can be sent. */
export const uploadSchema = attachmentSchema.extend({
  status: z.enum(uploadStatuses),
  /** Null unless it was refused. */
  refusal: z.enum(attachmentRefusals).nullable(),
  /** How much of it is here, in bytes: the next part begins there. */
  receivedBytes: z.number().int(),
});

export type Upload = z.infer<typeof uploadSchema>;
