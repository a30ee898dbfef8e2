import type { EditMessage } from "../../shared/requests.ts";
import type { ModelServer } from "./model-server.ts";

/** As `messages.edit`; null when the message is missing or a reply. */
export function editModelMessage(server: ModelServer, { messageId, ...version }: EditMessage) {
  const before = server.messages.get(messageId);
  if (before?.role !== "user") return null;
  const { threadId, parentId } = before;
  const left = server
    .live()
    .filter((generation) => isBelow(server, generation.messageId, messageId));
  const sent = server.send({ ...version, threadId, parentId });
  for (const generation of left) server.finish(generation, "stopped");
  return sent;
}

function isBelow({ messages }: ModelServer, id: string, ancestor: string): boolean {
  for (let at = messages.get(id); at; at = messages.get(at.parentId ?? ""))
    if (at.id === ancestor) return true;
  return false;
}
