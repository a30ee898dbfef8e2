import type { Upload } from "../../shared/attachment.ts";
import { attachmentPartBytes, maxFileNameLength } from "../../shared/limits.ts";
import { createPause, type Pause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { RequestError } from "../request-error.ts";
import { persist } from "../store/persist.ts";
import { watchUpload } from "./watch-upload.ts";

/** What uploading needs of a client; one that is connected by a client secret will do. */
export type UploadClient = Pick<ChatClient, "api" | "request" | "connection" | "renew">;

/** A file, and where it goes. */
export interface FileToUpload {
  /** Made by the caller (`newId("attachment")`): the same file goes on under the same id. */
  id: string;
  file: Blob;
  name: string;
  /** The workflow of the thread whose message is to have it; the default workflow when absent. */
  workflowId?: string | undefined;
}

export interface UploadOptions {
  /** Gives the upload up; what is on the server already is deleted in two days, or by `attachments.delete`. */
  signal?: AbortSignal | undefined;
  /** Called with every change: more of it is on the server (`receivedBytes`), or it has another status. */
  onChange?: ((upload: Upload) => void) | undefined;
}

/**
 * Uploads a file and waits until the server has read it. A lost connection is waited for, and the
 * upload goes on after what the server has. Resolves with the upload when it is `ready` or
 * `refused`. Rejects with a `RequestError` when the server takes no such file (`too_large`,
 * `storage_full`, `forbidden`), with `conflict` when the file cannot be read any more, and with the
 * signal's reason when that aborts.
 */
export async function uploadFile(
  client: UploadClient,
  file: FileToUpload,
  { signal = new AbortController().signal, onChange = () => {} }: UploadOptions = {},
): Promise<Upload> {
  const pause = createPause();
  const stop = client.connection.subscribe((state) => state === "open" && pause.skip());
  try {
    const upload = await persist(() => announce(client, file, signal), pause, signal);
    onChange(upload);
    await sendParts({ client, file, pause, signal, onChange }, upload);
    return await watchUpload(client, file.id, { signal, onChange });
  } finally {
    stop();
  }
}

interface Sending {
  client: UploadClient;
  file: FileToUpload;
  pause: Pause;
  signal: AbortSignal;
  onChange: (upload: Upload) => void;
}

function announce(
  { api }: UploadClient,
  { id, file, name, workflowId }: FileToUpload,
  signal: AbortSignal,
): Promise<Upload> {
  const announced = { id, name: fittingName(name), mimeType: file.type, size: file.size };
  return api.attachments.create.mutate(
    workflowId === undefined ? announced : { ...announced, workflowId },
    { signal },
  );
}

/** A name that is too long loses its middle: the end says what it is. */
function fittingName(name: string): string {
  if (name.length <= maxFileNameLength) return name;
  const tail = 32;
  return `${name.slice(0, maxFileNameLength - tail - 1)}…${name.slice(-tail)}`.toWellFormed();
}

/** Resolves when the server has all of the file. */
async function sendParts(sending: Sending, announced: Upload): Promise<void> {
  let upload = announced;
  while (upload.status === "uploading") {
    const { pause, signal } = sending;
    const begin = upload.receivedBytes;
    const progress = await persist(() => sendPart(sending, begin), pause, signal);
    upload = { ...upload, ...progress };
    sending.onChange(upload);
  }
}

/** How far an upload is. */
type Progress = Pick<Upload, "status" | "receivedBytes">;

/** For how long a part may be on its way, in milliseconds: the slowest mobile network takes a minute and a half. */
const partWithinMs = 180_000;

async function sendPart({ client, file, signal }: Sending, begin: number): Promise<Progress> {
  const { id, file: blob } = file;
  const body = await readPart(blob.slice(begin, begin + attachmentPartBytes));
  const position = Math.floor(begin / attachmentPartBytes);
  const late = AbortSignal.timeout(partWithinMs);
  try {
    const answer = await client.request(`/api/attachments/${id}/parts/${position}`, {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body,
      signal: AbortSignal.any([signal, late]),
    });
    return readProgress(await answer.json());
  } catch (cause) {
    signal.throwIfAborted();
    if (late.aborted)
      throw new RequestError("unavailable", "A part took too long to arrive.", { cause });
    throw cause;
  }
}

/** The bytes before they are sent: a file that was changed or moved fails here, and not as a lost connection. */
async function readPart(part: Blob): Promise<ArrayBuffer> {
  try {
    return await part.arrayBuffer();
  } catch (cause) {
    throw new RequestError("conflict", "The file can no longer be read.", { cause });
  }
}

const statuses = ["uploading", "processing", "ready", "refused"] as const;

function readProgress(answer: unknown): Progress {
  const fields: Record<string, unknown> =
    typeof answer === "object" && answer !== null ? { ...answer } : {};
  const status = statuses.find((each) => each === fields["status"]);
  const receivedBytes = fields["received_bytes"];
  if (!status || typeof receivedBytes !== "number")
    throw new RequestError("internal", "The server's answer to a part is unreadable.");
  return { status, receivedBytes };
}
