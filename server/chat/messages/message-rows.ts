interface UserMessage {
  id: string;
  parentId: string | null;
  text: string;
}

/** The rows of a user's message, if it is new, and of the empty reply to it, in their order. */
export function messageRows(message: UserMessage | null, reply: { id: string; parentId: string }) {
  const empty = { id: reply.id, parentId: reply.parentId, role: "assistant", text: "" };
  if (!message) return [empty];
  const { id, parentId, text } = message;
  return [{ id, parentId, role: "user", text }, empty];
}
