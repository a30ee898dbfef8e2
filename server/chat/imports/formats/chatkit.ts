import { partSchema } from "../../../../shared/parts.ts";
import type { ImportedChat, ImportedFile, UnreadableChat } from "../imported-chat.ts";
import { asFilled, asId, asList, asObject, asText, asTime, type Json } from "./narrow-json.ts";
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";

/** Whether JSON is a chat exported by this product, or a thread of an account's export. */
export function isChatKit(chat: Json): boolean {
  if (chat["format"] === "chatkit.chat") return true;
  return (asText(chat["id"]) ?? "").startsWith("cthr_") && Array.isArray(chat["messages"]);
}

/** A chat of this product's JSON: a tree of messages by their parents. */
export function readChatKit(chat: Json): ImportedChat | UnreadableChat {
  const thread = asObject(chat["thread"]) ?? chat;
  const sourceId = asId(thread["id"]);
  const title = asFilled(thread["title"]);
  const known = { source: "chatkit" as const, sourceId, title };
  if (sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const away = reasonToLeave(thread);
  if (away !== null) return { ...known, unreadable: away };
  const createdAt = asTime(thread["createdAt"]) ?? asTime(thread["created_at"]) ?? Date.now();
  const nodes = asList(chat["messages"]).flatMap((message) => toNode(asObject(message)));
  const updatedAt = asTime(thread["updatedAt"]) ?? asTime(thread["updated_at"]) ?? createdAt;
  const leafKey = asId(thread["activeLeafId"] ?? thread["active_leaf_id"]);
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, leafKey);
}

/**
 * An account's export has chats that the person has thrown away or never meant to keep. Bringing
 * them back as ordinary ones would undo that.
 */
function reasonToLeave(thread: Json): "temporary" | "trashed" | null {
  if (asFilled(thread["trashed_at"]) !== null) return "trashed";
  return asFilled(thread["temporary_until"]) === null ? null : "temporary";
}

function toNode(message: Json | null): TreeNode[] {
  const key = asId(message?.["id"]);
  if (!message || key === null) return [];
  const role = message["role"];
  return [
    {
      key,
      parent: asId(message["parentId"] ?? message["parent_id"]),
      role: role === "user" ? "user" : role === "assistant" ? "assistant" : null,
      pieces: piecesOf(message),
      model: asFilled(message["model"]) ?? asFilled(asObject(message["generation"])?.["model"]),
      at: asTime(message["createdAt"]) ?? asTime(message["created_at"]),
      files: asList(message["attachments"]).flatMap((file): ImportedFile[] => {
        const { id, name, mimeType } = asObject(file) ?? {};
        const shown = asFilled(name);
        const entry = asId(id);
        if (shown === null || entry === null) return [];
        const type = asFilled(mimeType) ?? "application/octet-stream";
        return [{ name: shown, mimeType: type, from: null }];
      }),
    },
  ];
}

function piecesOf(message: Json): Piece[] {
  const pieces = asList(message["parts"]).flatMap((part): Piece[] => {
    const read = partSchema.safeParse(part);
    if (!read.success) return [];
    const { data } = read;
    return data.kind === "text" || data.kind === "reasoning"
      ? [{ kind: data.kind, text: data.text }]
      : [];
  });
  return pieces.length > 0 ? pieces : [{ kind: "text", text: asText(message["text"]) ?? "" }];
}
