import { maxMessageLength } from "../../shared/limits.ts";
import type { DraftFile } from "./draft-file.ts";
import type { Files } from "./files.ts";

/** Bytes that a preview reads: more than two lines hold. */
const previewBytes = 400;

/** Largest text that may go into a message, in bytes: three a code unit. */
const mostBytes = 3 * maxMessageLength;

/** Whether a draft's file may be put into the message as text. */
export function mayBeText({ upload: { mimeType, size, status }, blob, problem }: DraftFile) {
  const isHere = blob !== null || status === "ready";
  return mimeType === "text/plain" && size <= mostBytes && isHere && problem === null;
}

/**
 * The text of a draft's file, from this device or from the server. Rejects for one that is not
 * UTF-8, and with a `RequestError` when it cannot be fetched.
 */
export async function readFileText(
  { client }: Pick<Files, "client">,
  { upload, blob }: DraftFile,
): Promise<string> {
  const bytes = blob ?? (await client.request(contentOf(upload.id)));
  return new TextDecoder("utf-8", { fatal: true }).decode(await bytes.arrayBuffer());
}

/** The beginning of the same text, without fetching the rest. */
export async function readFileStart(
  { client }: Pick<Files, "client">,
  { upload, blob }: DraftFile,
): Promise<string> {
  const start = blob
    ? new Uint8Array(await blob.slice(0, previewBytes).arrayBuffer())
    : await firstBytes(await client.request(contentOf(upload.id)));
  // A character that the cut divides is left out.
  return new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: true });
}

async function firstBytes({ body }: Response): Promise<Uint8Array> {
  const reader = body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value?.subarray(0, previewBytes) ?? new Uint8Array();
}

const contentOf = (id: string) => `/api/attachments/${id}/content`;
