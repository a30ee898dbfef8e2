import type { ImportedChat, UnreadableChat } from "../imported-chat.ts";
import { asFilled, asId, asList, asObject, asText, asTime, type Json } from "./narrow-json.ts";
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";

/** The parent of a first message. */
const noParent = "00000000-0000-0000-0000-000000000000";

/** Whether JSON is a chat of LibreChat. */
export function isLibreChat(chat: Json): boolean {
  const { conversationId, messages, messagesTree } = chat;
  return (
    typeof conversationId === "string" && (Array.isArray(messages) || Array.isArray(messagesTree))
  );
}

/** A chat that LibreChat has exported as JSON: a list of messages, or, `recursive`, a tree. */
export function readLibreChat(chat: Json): ImportedChat | UnreadableChat {
  const sourceId = asId(chat["conversationId"]);
  const title = asFilled(chat["title"]);
  const known = { source: "librechat" as const, sourceId, title };
  if (sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const usual = asFilled(asObject(chat["options"])?.["model"]);
  const nodes = flatten(chat["messagesTree"] ?? chat["messages"], usual);
  const times = nodes.flatMap(({ at }) => at ?? []);
  const createdAt = asTime(chat["createdAt"]) ?? times.toSorted((a, b) => a - b)[0] ?? Date.now();
  const updatedAt = asTime(chat["updatedAt"]) ?? times.toSorted((a, b) => b - a)[0] ?? createdAt;
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, null);
}

/** Nodes of a list or a tree, without recursion. */
function flatten(list: unknown, usual: string | null): TreeNode[] {
  const nodes: TreeNode[] = [];
  const open: { message: Json; above: string | null }[] = [];
  const push = (messages: unknown, above: string | null) => {
    for (const each of asList(messages).toReversed()) {
      const message = asObject(each);
      if (message) open.push({ message, above });
    }
  };
  push(list, null);
  for (let next = open.pop(); next; next = open.pop()) {
    const node = toNode(next.message, { above: next.above, usual, i: nodes.length });
    nodes.push(node);
    push(next.message["children"], node.key);
  }
  return nodes;
}

function toNode(
  message: Json,
  { above, usual, i }: { above: string | null; usual: string | null; i: number },
): TreeNode {
  const parent = asId(message["parentMessageId"]);
  return {
    key: asId(message["messageId"]) ?? `message ${i}`,
    parent: above ?? (parent === noParent ? null : parent),
    role: message["isCreatedByUser"] === true ? "user" : "assistant",
    pieces: piecesOf(message),
    model: asFilled(message["model"]) ?? usual,
    at: asTime(message["createdAt"]),
    files: asList(message["files"]).flatMap((file) => {
      const { filename, type } = asObject(file) ?? {};
      const name = asFilled(filename);
      // The export names files without having them.
      return name === null
        ? []
        : [{ name, mimeType: asFilled(type) ?? "application/octet-stream", from: null }];
    }),
  };
}

function piecesOf(message: Json): Piece[] {
  const pieces = asList(message["content"]).flatMap((part): Piece[] => {
    const { type, text, think } = asObject(part) ?? {};
    if (type === "think") return [{ kind: "reasoning", text: asText(think) ?? "" }];
    const words = asText(text) ?? asText(asObject(text)?.["value"]);
    return type === "text" && words !== null ? [{ kind: "text", text: words }] : [];
  });
  if (pieces.length > 0) return pieces;
  // Earlier versions mark thoughts in the text.
  const text = asText(message["text"]) ?? "";
  const [, thoughts, rest] = /^:::thinking\n([\s\S]*?)\n:::\n([\s\S]*)$/.exec(text) ?? [];
  if (thoughts === undefined || rest === undefined) return [{ kind: "text", text }];
  return [
    { kind: "reasoning", text: thoughts },
    { kind: "text", text: rest },
  ];
}
