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
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";

/** Whether an entry of an export is a conversation of HuggingChat or another chat-ui. */
export function isChatUi(chat: Json): boolean {
  const first = asObject(asList(chat["messages"])[0]);
  return first !== null && "from" in first && "content" in first;
}

/**
 * A conversation of chat-ui's `conversations.json`. Newer ones are trees, by the ancestors of each
 * message; in older ones each message follows the one before it. The export names files after the
 * conversation, without telling which message has them: they are kept at its first one.
 */
export function readChatUi(chat: Json): ImportedChat | UnreadableChat {
  const sourceId = asId(chat["_id"]) ?? asId(chat["id"]);
  const title = asFilled(chat["title"]);
  const known = { source: "chat_ui" as const, sourceId, title };
  if (sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const createdAt = asTime(chat["createdAt"]) ?? Date.now();
  const model = asFilled(chat["model"]);
  const messages = asObjects(chat["messages"]);
  const named = new Set<string>();
  const nodes = messages.map((message, i) => toNode(message, { i, messages, model, named }));
  const updatedAt = asTime(chat["updatedAt"]) ?? createdAt;
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, null);
}

function keyOf(message: Json | undefined, i: number): string {
  return asId(message?.["id"]) ?? `message ${i}`;
}

interface Around {
  i: number;
  messages: readonly Json[];
  model: string | null;
  /** Entries that a message has already. */
  named: Set<string>;
}

function toNode(message: Json, { i, messages, model, named }: Around): TreeNode {
  const ancestors = message["ancestors"];
  const above = Array.isArray(ancestors) ? asId(ancestors.at(-1)) : null;
  const previous = i === 0 ? null : keyOf(messages[i - 1], i - 1);
  const from = message["from"];
  return {
    key: keyOf(message, i),
    parent: Array.isArray(ancestors) ? above : previous,
    role: from === "user" ? "user" : from === "assistant" ? "assistant" : null,
    pieces: piecesOf(message),
    model: asFilled(asObject(message["routerMetadata"])?.["model"]) ?? model,
    at: asTime(message["createdAt"]),
    files: asList(message["files"]).flatMap((file) => toFile(file, named)),
  };
}

function piecesOf(message: Json): Piece[] {
  const thoughts = asFilled(message["reasoning"]);
  const text = asText(message["content"]) ?? "";
  if (message["from"] === "user") return [{ kind: "text", text }];
  const end = text.indexOf("</think>");
  if (thoughts === null && text.trimStart().startsWith("<think>") && end !== -1)
    return [
      { kind: "reasoning", text: text.slice(text.indexOf("<think>") + "<think>".length, end) },
      { kind: "text", text: text.slice(end + "</think>".length) },
    ];
  return [
    ...(thoughts === null ? [] : [{ kind: "reasoning" as const, text: thoughts }]),
    { kind: "text", text },
  ];
}

function toFile(file: unknown, named: Set<string>): ImportedFile[] {
  const entry = asFilled(file);
  if (entry !== null) {
    if (named.has(entry)) return [];
    named.add(entry);
    return [{ name: entry, mimeType: "application/octet-stream", from: { entry } }];
  }
  const { type, name, value, mime } = asObject(file) ?? {};
  const shown = asFilled(name);
  if (shown === null) return [];
  const base64 = type === "base64" ? asText(value) : null;
  const mimeType = asFilled(mime) ?? "application/octet-stream";
  return [{ name: shown, mimeType, from: base64 === null ? null : { base64 } }];
}
