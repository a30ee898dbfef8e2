import type { ImportedChat, UnreadableChat } from "../imported-chat.ts";
import { makeTree, type TreeNode } from "./make-tree.ts";

/** A chat of an export that is a tree of nodes; unreadable without a message to show. */
export function chatOfTree(
  head: Omit<ImportedChat, "leaf" | "messages">,
  nodes: readonly TreeNode[],
  leafKey: string | null,
): ImportedChat | UnreadableChat {
  const { messages, messageOf } = makeTree(nodes, head.createdAt);
  const { source, sourceId, title } = head;
  if (messages.length === 0) return { source, sourceId, title, unreadable: "no_messages" };
  return { ...head, leaf: messageOf(leafKey), messages };
}
