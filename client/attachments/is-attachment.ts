import type { Attachment } from "../../shared/attachment.ts";

/** Whether a stored value, perhaps from another version, describes a file. */
export function isAttachment(value: unknown): value is Attachment {
  if (typeof value !== "object" || value === null) return false;
  const fields: Record<string, unknown> = { ...value };
  const { id, name, mimeType, kind, size, width, height } = fields;
  return (
    [id, name, mimeType].every((field) => typeof field === "string") &&
    (kind === "image" || kind === "file") &&
    typeof size === "number" &&
    [width, height].every((side) => side === null || typeof side === "number")
  );
}
