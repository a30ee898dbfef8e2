import { readParts } from "../../../chat/attachments/read-parts.ts";
import { readPreview } from "../../../chat/attachments/read-preview.ts";
import type { OpenShare } from "../../../chat/shares/open-share.ts";
import { findCopiedFile } from "../../../chat/shares/read-copy.ts";
import { notFound } from "../../../platform/errors.ts";
import { dataHeaders, saveAs, toStream } from "../../file-answer.ts";
import type { SocketDeps } from "../websocket.ts";

/** A file that a page of the link refers to. */
interface AskedFile {
  attachmentId: string;
  isPreview: boolean;
  url: URL;
}

/**
 * A file of an open link, at an address that the link's page has signed.
 *
 * @throws RequestError `not_found` for any other address
 */
export async function answerFile(
  { services: { chat }, log }: SocketDeps,
  share: OpenShare,
  { attachmentId, isPreview, url }: AskedFile,
): Promise<Response> {
  const grant = url.searchParams.get("grant") ?? "";
  if (!chat.shareGrants.isGood(grant, { kind: "file", share, about: attachmentId }))
    throw notFound("attachment");
  const file = await findCopiedFile(chat.sql, { shareId: share.id, attachmentId });
  if (!file) throw notFound("attachment");
  const headers = { "cache-control": "private, no-store", "x-robots-tag": "noindex" };
  if (isPreview) {
    const { mimeType, bytes } = await readPreview(chat.db, attachmentId);
    return new Response(new Uint8Array(bytes), {
      headers: { ...dataHeaders(mimeType), ...headers },
    });
  }
  const broken = (err: unknown) => log.warn({ err, attachmentId }, "download aborted");
  const body = toStream(readParts(chat.sql, attachmentId), { size: file.size, broken });
  return new Response(body, {
    headers: { ...dataHeaders(file.mimeType), ...saveAs(file.name), ...headers },
  });
}
