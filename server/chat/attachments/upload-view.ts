import { sql, type SQL } from "drizzle-orm";
import type { Attachment, Upload } from "../../../shared/attachment.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";

/** The columns of an upload in wire form. */
export const uploadColumns = {
  id: attachments.id,
  kind: attachments.kind,
  name: attachments.name,
  mimeType: attachments.mimeType,
  size: attachments.size,
  width: attachments.width,
  height: attachments.height,
  status: attachments.status,
  refusal: attachments.refusal,
  receivedBytes: attachments.receivedBytes,
  // Compares lengths first, so that no long text is read for it.
  blank: sql<boolean>`coalesce(${attachments.kind} = 'file' and ${attachments.text} = '', false)`,
} satisfies Record<keyof Upload, unknown>;

/** An upload without the fields that only matter before it is sent. */
export function toAttachment(upload: Upload): Attachment {
  const { id, kind, name, mimeType, size, width, height } = upload;
  return { id, kind, name, mimeType, size, width, height };
}

/** Columns of a message whose files are selected. */
interface MessageColumns {
  id: SQL;
  /** Message ids are made by clients, so another thread may use the same one. */
  threadId: SQL;
}

/** SQL column: the files of a message in order; null for none. */
export function attachmentsOf({ id, threadId }: MessageColumns): SQL<Attachment[] | null> {
  return sql<Attachment[] | null>`(
    select jsonb_agg(jsonb_build_object(
      'id', a.id, 'kind', a.kind, 'name', a.name, 'mimeType', a.mime_type, 'size', a.size, 'width', a.width, 'height', a.height
    ) order by l.position)
    from ${messageAttachments} l join ${attachments} a on a.id = l.attachment_id
    where l.message_id = ${id} and l.thread_id = ${threadId}
  )`;
}
