import type { ImportedChat, ImportedFile, UnreadableChat } from "../imported-chat.ts";
import {
  asFilled,
  asId,
  asList,
  asObject,
  asObjects,
  asText,
  asTime,
  type Json,
} from "./narrow-json.ts";
import { claudeDocument } from "./written-document.ts";
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";

/** Whether an entry of an export is a chat of Claude. */
export function isClaude(chat: Json): boolean {
  return Array.isArray(chat["chat_messages"]);
}

/**
 * A chat of Claude's `conversations.json`. Newer exports have branches; in older ones, each message
 * follows the one before it. The export has the text of files, but not their bytes.
 */
export function readClaude(chat: Json): ImportedChat | UnreadableChat {
  const sourceId = asId(chat["uuid"]);
  const title = asFilled(chat["name"]);
  const known = { source: "claude" as const, sourceId, title };
  if (sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const createdAt = asTime(chat["created_at"]) ?? Date.now();
  const model = asFilled(chat["model"]) ?? "claude";
  const messages = asObjects(chat["chat_messages"]);
  const nodes = messages.map((message, i) => toNode(message, { i, messages, model }));
  const updatedAt = asTime(chat["updated_at"]) ?? createdAt;
  const leafKey = asId(chat["current_leaf_message_uuid"]);
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, leafKey);
}

function keyOf(message: Json | undefined, i: number): string {
  return asId(message?.["uuid"]) ?? `message ${i}`;
}

function toNode(
  message: Json,
  { i, messages, model }: { i: number; messages: readonly Json[]; model: string },
): TreeNode {
  const above = asId(message["parent_message_uuid"]);
  const previous = i === 0 ? null : keyOf(messages[i - 1], i - 1);
  const isUser = message["sender"] === "human";
  return {
    key: keyOf(message, i),
    parent: above ?? previous,
    role: isUser ? "user" : message["sender"] === "assistant" ? "assistant" : null,
    pieces: piecesOf(message),
    model,
    at: asTime(message["created_at"]),
    files: isUser ? filesOf(message) : [],
  };
}

function piecesOf(message: Json): Piece[] {
  const pieces = asList(message["content"]).flatMap((block): Piece[] => {
    const { type, text, thinking, ...rest } = asObject(block) ?? {};
    if (type === "tool_use") return claudeDocument(rest);
    if (type === "thinking") return [{ kind: "reasoning", text: asText(thinking) ?? "" }];
    return type === "text" ? [{ kind: "text", text: asText(text) ?? "" }] : [];
  });
  // Older exports have the words alone.
  if (pieces.some((piece) => piece.text.trim() !== "")) return pieces;
  return [{ kind: "text", text: asText(message["text"]) ?? "" }];
}

function filesOf(message: Json): ImportedFile[] {
  const texts = asList(message["attachments"]).flatMap((attachment): ImportedFile[] => {
    const { file_name: name, extracted_content: content } = asObject(attachment) ?? {};
    const text = asText(content);
    const from = text === null ? null : { base64: Buffer.from(text).toString("base64") };
    const shown = asFilled(name) ?? "attachment.txt";
    // The bytes are those of the extracted text, whatever the file was.
    return [
      {
        name: /\.[a-z]{1,4}$/i.test(shown) && text === null ? shown : textName(shown),
        mimeType: "text/plain",
        from,
      },
    ];
  });
  const others = asList(message["files"]).flatMap((file): ImportedFile[] => {
    const name = asFilled(asObject(file)?.["file_name"]);
    const isText = texts.some((text) => text.name === name || text.name === textName(name ?? ""));
    return name === null || isText
      ? []
      : [{ name, mimeType: "application/octet-stream", from: null }];
  });
  return [...texts, ...others];
}

/** A name that tells that the file is text. */
function textName(name: string): string {
  return /\.(?:txt|md|csv|json|xml|html?|log|py|js|ts|css|ya?ml)$/i.test(name)
    ? name
    : `${name}.txt`;
}
