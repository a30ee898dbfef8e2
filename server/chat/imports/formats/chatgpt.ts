import type { ImportedChat, ImportedFile, UnreadableChat } from "../imported-chat.ts";
import { asFilled, asId, asList, asObject, asText, asTime, type Json } from "./narrow-json.ts";
import { isRecording, resolveReferences } from "./chatgpt-references.ts";
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";
import { canvasDocument } from "./written-document.ts";

/** Whether an entry of an export is a chat of ChatGPT. */
export function isChatGpt(chat: Json): boolean {
  return (
    asObject(chat["mapping"]) !== null ||
    (chat["conversation_id"] !== undefined && "default_model_slug" in chat)
  );
}

/** A chat of ChatGPT's `conversations.json`: a tree of nodes by id. */
export function readChatGpt(chat: Json): ImportedChat | UnreadableChat {
  const sourceId = asId(chat["conversation_id"]) ?? asId(chat["id"]);
  const title = asFilled(chat["title"]);
  const known = { source: "chatgpt" as const, sourceId, title };
  const mapping = asObject(chat["mapping"]);
  if (!mapping || sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const createdAt = asTime(chat["create_time"]) ?? Date.now();
  const usual = asFilled(chat["default_model_slug"]);
  const nodes = Object.entries(mapping).flatMap(([key, node]) =>
    toNode(key, asObject(node), usual),
  );
  const updatedAt = asTime(chat["update_time"]) ?? createdAt;
  const leafKey = asId(chat["current_node"]);
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, leafKey);
}

function toNode(key: string, node: Json | null, usual: string | null): TreeNode[] {
  if (!node) return [];
  const message = asObject(node["message"]);
  const metadata = asObject(message?.["metadata"]) ?? {};
  const content = asObject(message?.["content"]) ?? {};
  const author = asText(asObject(message?.["author"])?.["role"]);
  const isHidden = metadata["is_visually_hidden_from_conversation"] === true;
  const recipient = asText(message?.["recipient"]) ?? "all";
  const shown = author === "user" || author === "assistant" || author === "tool";
  const isReply = author !== "user";
  // Calls of tools are no words for the reader; pictures that tools made are.
  const files = [...assetsOf(content), ...(isReply ? [] : attachmentsOf(metadata))];
  const pieces = author === "tool" ? [] : piecesTo(recipient, content, metadata);
  return [
    {
      key,
      parent: asId(node["parent"]),
      role: isHidden || !shown ? null : isReply ? "assistant" : "user",
      pieces,
      model: asFilled(metadata["model_slug"]) ?? usual,
      at: asTime(message?.["create_time"]),
      files: withoutRepeats(files),
    },
  ];
}

/** What a node says to the reader, also by way of a document that it makes. */
function piecesTo(recipient: string, content: Json, metadata: Json): Piece[] {
  const pieces = recipient === "all" ? piecesOf(content) : [];
  if (recipient === "canmore.create_textdoc")
    return canvasDocument(asText(content["text"]) ?? asText(asList(content["parts"])[0]) ?? "");
  return pieces.map(({ kind, text }) => ({ kind, text: resolveReferences(text, metadata) }));
}

/** The words and thoughts of a node's content; what belongs to tools alone is left out. */
function piecesOf(content: Json): Piece[] {
  switch (content["content_type"]) {
    case "thoughts":
      return asList(content["thoughts"]).flatMap((thought): Piece[] => {
        const { summary, content: text } = asObject(thought) ?? {};
        const words = [asFilled(summary), asFilled(text)].filter((each) => each !== null);
        return words.length === 0 ? [] : [{ kind: "reasoning", text: words.join("\n\n") }];
      });
    case "code": {
      const text = asFilled(content["text"]);
      const language = asFilled(content["language"]) ?? "";
      if (text === null) return [];
      const name = /^[\w+#-]{1,40}$/.test(language) && language !== "unknown" ? language : "";
      return [{ kind: "text", text: `\`\`\`\`${name}\n${text}\n\`\`\`\`` }];
    }
    case "text":
    case "multimodal_text":
      return asList(content["parts"]).flatMap((part): Piece[] => {
        const { content_type: type, text: spoken } = asObject(part) ?? {};
        const text = asFilled(part) ?? (type === "audio_transcription" ? asFilled(spoken) : null);
        return text === null ? [] : [{ kind: "text", text }];
      });
    default:
      return [];
  }
}

/** Pictures in the content, by their ids in the archive. */
function assetsOf(content: Json): ImportedFile[] {
  return asList(content["parts"]).flatMap((part): ImportedFile[] => {
    const { content_type: type, asset_pointer: pointer } = asObject(part) ?? {};
    // Its words are beside it; that the recording is missing is told.
    if (isRecording(part)) return [{ name: "audio.wav", mimeType: "audio/wav", from: null }];
    const id = /^(?:file-service|sediment):\/\/([\w-]{1,100})$/.exec(asText(pointer) ?? "")?.[1];
    if (type !== "image_asset_pointer" || id === undefined) return [];
    return [{ name: `${id}.png`, mimeType: "image/png", from: { entry: id } }];
  });
}

function attachmentsOf(metadata: Json): ImportedFile[] {
  return asList(metadata["attachments"]).flatMap((attachment): ImportedFile[] => {
    const { id, name, mime_type: snake, mimeType: camel } = asObject(attachment) ?? {};
    const key = asId(id);
    if (key === null) return [];
    const mimeType = asFilled(snake) ?? asFilled(camel) ?? "application/octet-stream";
    return [{ name: asFilled(name) ?? key, mimeType, from: { entry: key } }];
  });
}

/** A picture is both in the content and among the attachments, which know its name. */
function withoutRepeats(files: readonly ImportedFile[]): ImportedFile[] {
  const byEntry = new Map<string, ImportedFile>();
  for (const file of files)
    byEntry.set(file.from && "entry" in file.from ? file.from.entry : "", file);
  return [...byEntry.values()];
}
