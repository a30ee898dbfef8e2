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
        "`atc_` and 32 hexadecimal digits of your own. A repeated call with the same id announces the file once.",
      ),
    name,
    size: size.describe("Bytes."),
    mime_type: z
      .string()
      .max(100)
      .optional()
      .describe("The type you believe it has. The server finds the actual one in the file."),
    workflow_id: workflowId.describe(
      "The workflow whose model gets the file. By default that of the client secret, or else the default workflow.",
    ),
  })
  .openapi("CreateUpload", {
    examples: [{ name: "report.pdf", size: 48_213, mime_type: "application/pdf" }],
  });

/** The state of an upload. */
export const uploadAnswer = z
  .object({
    id: z.string(),
    status: z.enum(uploadStatuses).describe("`ready` and `refused` are final."),
    refusal: z
      .enum(attachmentRefusals)
      .nullable()
      .describe("Why the file was refused; null unless `status` is `refused`."),
    kind: z.enum(attachmentKinds),
    name: z.string(),
    mime_type: z.string(),
    size: z.number().int(),
    blank: z
      .boolean()
      .describe("Whether no text was found in it, so that a model gets no more than its name."),
    received_bytes: z.number().int().describe("The next part begins at this byte."),
    part_bytes: z
      .number()
      .int()
      .describe("The size of every part but the last, which may be shorter."),
  })
  .openapi("Upload", {
    examples: [
      {
        id: "atc_0199f0c2c4f57e2b9d7a6c5f4e3d2b1a",
        status: "uploading",
        refusal: null,
        kind: "file",
        name: "report.pdf",
        mime_type: "application/pdf",
        size: 48_213,
        blank: false,
        received_bytes: 0,
        part_bytes: attachmentPartBytes,
      },
    ],
  });

/** An upload as the API returns it. */
export function toUploadAnswer(upload: Upload): z.infer<typeof uploadAnswer> {
  const { id, status, refusal, kind, size } = upload;
  return {
    id,
    status,
    refusal,
    kind,
    name: upload.name,
    mime_type: upload.mimeType,
    size,
    blank: upload.blank === true,
    received_bytes: upload.receivedBytes,
    part_bytes: attachmentPartBytes,
  };
}
