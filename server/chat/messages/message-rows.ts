import type { Attachment } from "../../../shared/attachment.ts";
import { filterOfMessage } from "../search/filter-of-message.ts";

interface UserMessage {
  id: string;
  parentId: string | null;
  text: string;
  attachments?: readonly Attachment[];
}

/** The rows of a user's message, if it is new, and of the empty reply to it, in their order. */
export function messageRows(message: UserMessage | null, reply: { id: string; parentId: string }) {
  const empty = { id: reply.id, parentId: reply.parentId, role: "assistant", text: "" };
  if (!message) return [empty];
  const { id, parentId, text, attachments } = message;
  const names = attachments?.map(({ name }) => name);
  return [{ id, parentId, role: "user", text, filter: filterOfMessage(text, names) }, empty];
}
