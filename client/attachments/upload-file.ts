import type { Upload } from "../../shared/attachment.ts";
import { maxFileNameLength } from "../../shared/limits.ts";
import { createPause, type Pause } from "../backoff.ts";
import type { ChatClient } from "../connect.ts";
import { RequestError } from "../request-error.ts";
import { sendPart } from "../send-part.ts";
import { persist } from "../store/persist.ts";
import { watchUpload } from "./watch-upload.ts";

/** The parts of a client that uploading needs; one connected with a client secret works too. */
export type UploadClient = Pick<ChatClient, "api" | "request" | "connection" | "renew">;

/** A file to upload. */
export interface FileToUpload {
  /** Made by the caller (`newId("attachment")`): the same id continues an interrupted upload. */
  id: string;
  file: Blob;
  name: string;
  /** The workflow of the message's thread; by default the server's. */
  workflowId?: string | undefined;
}

export interface UploadOptions {
  /**
   * Cancels the upload; the server deletes what it received after two days, or on
   * `attachments.delete`.
   */
  signal?: AbortSignal | undefined;
  /** Called on every change of the status or of `receivedBytes`. */
  onChange?: ((upload: Upload) => void) | undefined;
}

/**
 * Uploads a file and waits until the server has read it. After a lost connection, the upload
 * continues from what the server has. Resolves with the upload when it is `ready` or `refused`.
 * Rejects with a `RequestError` when the server does not accept the file (`too_large`,
 * `storage_full`, `forbidden`), with `conflict` when the file can no longer be read, and with the
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

/** Shortens a long name in the middle, because the end tells its type. */
function fittingName(name: string): string {
  if (name.length <= maxFileNameLength) return name;
  const tail = 32;
  return `${name.slice(0, maxFileNameLength - tail - 1)}…${name.slice(-tail)}`.toWellFormed();
}

/** Resolves when the server has the whole file. */
async function sendParts(sending: Sending, announced: Upload): Promise<void> {
  const { client, file } = sending;
  const path = (position: number) => `/api/attachments/${file.id}/parts/${position}`;
  let upload = announced;
  while (upload.status === "uploading") {
    const { pause, signal } = sending;
    const begin = upload.receivedBytes;
    const send = () =>
      sendPart(client, { file: file.file, begin, path }, signal).then(readProgress);
    const progress = await persist(send, pause, signal);
    upload = { ...upload, ...progress };
    sending.onChange(upload);
  }
}

/** The state of an upload. */
type Progress = Pick<Upload, "status" | "receivedBytes">;

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
