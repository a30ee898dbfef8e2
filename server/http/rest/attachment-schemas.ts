import { z } from "@hono/zod-openapi";
import {
  attachmentKinds,
  attachmentRefusals,
  type Upload,
  uploadStatuses,
} from "../../../shared/attachment.ts";
import { idSchema } from "../../../shared/id-schemas.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import { createAttachmentSchema } from "../../../shared/requests.ts";

const { name, size, workflowId } = createAttachmentSchema.shape;

/** The body of `POST /api/attachments`. */
export const newUploadSchema = z
  .object({
    id: idSchema("attachment")
      .optional()
      .describe(
        "`atc_` and 32 hex digits of your own: a call that is repeated announces nothing twice.",
      ),
    name,
    size: size.describe("Bytes."),
    mime_type: z
      .string()
      .max(100)
      .optional()
      .describe("What you take it for. What it is, is found in the file."),
    workflow_id: workflowId.describe(
      "Whose model is to be shown it: a client secret's own, else the default workflow, where left out.",
    ),
  })
  .openapi("CreateUpload");

/** How far a file is. */
export const uploadAnswer = z
  .object({
    id: z.string(),
    status: z.enum(uploadStatuses).describe("`ready` and `refused` are final."),
    refusal: z.enum(attachmentRefusals).nullable(),
    kind: z.enum(attachmentKinds),
    name: z.string(),
    mime_type: z.string(),
    size: z.number().int(),
    received_bytes: z.number().int().describe("The next part begins there."),
    part_bytes: z.number().int().describe("How long each part has to be, but for the last."),
  })
  .openapi("Upload");

/** An upload as it is answered. */
export function toUploadAnswer(upload: Upload): z.infer<typeof uploadAnswer> {
  const { id, status, refusal, kind, size } = upload;
  return {
    ...{ id, status, refusal, kind, name: upload.name, mime_type: upload.mimeType, size },
    ...{ received_bytes: upload.receivedBytes, part_bytes: attachmentPartBytes },
  };
}
