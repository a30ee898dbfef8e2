import type { ChatClient } from "../../client/connect.ts";

/** Most pictures that are kept, so that going back to a conversation shows them at once. */
const mostKept = 60;

/** The small pictures of images that messages show. */
export interface Pictures {
  /** The picture of an image; rejects with a `RequestError`. */
  load(attachmentId: string): Promise<Blob>;
}

/** Fetches each once, and keeps those that were asked for last. */
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
