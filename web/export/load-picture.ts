import type { ChatClient } from "../../client/connect.ts";
import { toRequestError } from "../../client/request-error.ts";

/**
 * The small picture of an image as a data URL; null if the server has none.
 *
 * @throws RequestError when the server cannot be asked
 */
export async function loadPicture(
  client: Pick<ChatClient, "request">,
  attachmentId: string,
): Promise<string | null> {
  try {
    const answer = await client.request(`/api/attachments/${attachmentId}/preview`);
    return await toDataUrl(await answer.blob());
  } catch (error) {
    if (toRequestError(error).code === "not_found") return null;
    throw error;
  }
}

function toDataUrl(blob: Blob): Promise<string | null> {
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    resolve(typeof reader.result === "string" ? reader.result : null);
  });
  reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
  reader.readAsDataURL(blob);
  return promise;
}
