import { attachmentPartBytes } from "../shared/limits.ts";
import type { ChatClient } from "./connect.ts";
import { RequestError } from "./request-error.ts";

/** Timeout of a part in milliseconds: the slowest mobile network takes a minute and a half. */
const partWithinMs = 180_000;

/**
 * Sends the part of a file that begins at `begin`, in bytes. Returns the server's answer, as JSON.
 *
 * @param path address of a part by its position
 * @throws RequestError `conflict` if the file cannot be read any more, `unavailable` after three
 *   minutes, and what the server answers; the signal's reason
 */
export async function sendPart(
  client: Pick<ChatClient, "request">,
  { file, begin, path }: { file: Blob; begin: number; path: (position: number) => string },
  signal: AbortSignal,
): Promise<unknown> {
  const body = await readPart(file.slice(begin, begin + attachmentPartBytes));
  const late = AbortSignal.timeout(partWithinMs);
  try {
    const answer = await client.request(path(Math.floor(begin / attachmentPartBytes)), {
      method: "PUT",
      headers: { "content-type": "application/octet-stream" },
      body,
      signal: AbortSignal.any([signal, late]),
    });
    return await answer.json();
  } catch (cause) {
    signal.throwIfAborted();
    if (late.aborted)
      throw new RequestError("unavailable", "A part took too long to arrive.", { cause });
    throw cause;
  }
}

/** Reads the bytes first: a file that was changed or moved fails here, not as a lost connection. */
async function readPart(part: Blob): Promise<ArrayBuffer> {
  try {
    return await part.arrayBuffer();
  } catch (cause) {
    throw new RequestError("conflict", "The file can no longer be read.", { cause });
  }
}
