import type { ChatClient } from "../../client/connect.ts";

/** Maximum number of cached pictures, so that returning to a thread shows them immediately. */
const mostKept = 60;

/** Previews of the images in messages. */
export interface Pictures {
  /** Loads an image's preview; rejects with a `RequestError`. */
  load(attachmentId: string): Promise<Blob>;
}

/** Fetches each once, and caches the most recently used. */
export function createPictures(client: Pick<ChatClient, "request">): Pictures {
  const kept = new Map<string, Promise<Blob>>();

  async function fetch(id: string): Promise<Blob> {
    const answer = await client.request(`/api/attachments/${id}/preview`);
    return answer.blob();
  }

  return {
    load(id) {
      const picture = kept.get(id) ?? fetch(id);
      kept.delete(id);
      kept.set(id, picture);
      picture.catch(() => kept.delete(id));
      const oldest = kept.keys().next().value;
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return picture;
    },
  };
}
