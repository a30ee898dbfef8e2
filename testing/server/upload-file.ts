import type { Upload } from "../../shared/attachment.ts";
import { newId } from "../../shared/ids.ts";
import { attachmentPartBytes } from "../../shared/limits.ts";
import { openChatSocket } from "./chat-socket.ts";
import { apiAs } from "./visitor.ts";

/** The uploader, and the node to upload to. */
export interface Uploader {
  origin: string;
  token: string;
}

/** A file of a test. */
export interface TestFile {
  name: string;
  content: string | Uint8Array;
  mimeType?: string;
  workflowId?: string;
}

/** Sends one part of an announced file. */
export function putPart(
  { origin, token }: Uploader,
  { id, position, bytes }: { id: string; position: number; bytes: Uint8Array },
): Promise<Response> {
  return fetch(`${origin}/api/attachments/${id}/parts/${position}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
    body: Uint8Array.from(bytes),
  });
}

/** Announces a file and sends all its parts. Resolves with its id. */
export async function sendFile(to: Uploader, file: TestFile): Promise<string> {
  const { name, content, mimeType = "text/plain", workflowId } = file;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const id = newId("attachment");
  const of = { id, name, mimeType, size: bytes.length, ...(workflowId ? { workflowId } : {}) };
  await apiAs(to.origin, to.token).attachments.create.mutate(of);
  for (let position = 0; position * attachmentPartBytes < bytes.length; position++) {
    const begin = position * attachmentPartBytes;
    const part = bytes.subarray(begin, begin + attachmentPartBytes);
    const answer = await putPart(to, { id, position, bytes: part });
    if (!answer.ok) throw new Error(`part ${position}: ${answer.status} ${await answer.text()}`);
  }
  return id;
}

/** Resolves with the state of a file once it is ready or refused. */
export async function untilRead(
  { origin, token }: Uploader,
  attachmentId: string,
): Promise<Upload> {
  using socket = openChatSocket(origin, token);
  const { promise, resolve, reject } = Promise.withResolvers<Upload>();
  let last: Upload | undefined;
  socket.api.attachments.watch.subscribe(
    { attachmentId },
    {
      onData: ({ data }) => {
        last = data;
      },
      onComplete: () => (last ? resolve(last) : reject(new Error("nothing was told of the file"))),
      onError: reject,
    },
  );
  return await promise;
}

/** Uploads a file and waits until it is read. */
export async function uploadFile(to: Uploader, file: TestFile): Promise<Upload> {
  return untilRead(to, await sendFile(to, file));
}
