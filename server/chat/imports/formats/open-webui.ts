import type { ImportedChat, ImportedFile, UnreadableChat } from "../imported-chat.ts";
import { asFilled, asId, asList, asObject, asText, asTime, type Json } from "./narrow-json.ts";
import type { Piece } from "./make-parts.ts";
import { chatOfTree } from "./chat-of-tree.ts";
import type { TreeNode } from "./make-tree.ts";

/** Whether an entry of an export is a chat of Open WebUI. */
export function isOpenWebUi(chat: Json): boolean {
  const inner = asObject(chat["chat"]) ?? chat;
  return asObject(asObject(inner["history"])?.["messages"]) !== null;
}

/** A chat of Open WebUI's export: a tree of messages by id in `chat.history`. */
export function readOpenWebUi(chat: Json): ImportedChat | UnreadableChat {
  const inner = asObject(chat["chat"]) ?? chat;
  const history = asObject(inner["history"]) ?? {};
  const sourceId = asId(chat["id"]) ?? asId(inner["id"]);
  const title = asFilled(chat["title"]) ?? asFilled(inner["title"]);
  const known = { source: "open_webui" as const, sourceId, title };
  if (sourceId === null) return { ...known, unreadable: "not_a_chat" };
  const createdAt = asTime(chat["created_at"]) ?? asTime(inner["timestamp"]) ?? Date.now();
  const usual = asFilled(asList(inner["models"])[0]);
  const nodes = Object.entries(asObject(history["messages"]) ?? {}).flatMap(([key, message]) =>
    toNode(key, asObject(message), usual),
  );
  const updatedAt = asTime(chat["updated_at"]) ?? createdAt;
  const leafKey = asId(history["currentId"]);
  return chatOfTree({ ...known, sourceId, createdAt, updatedAt }, nodes, leafKey);
}

function toNode(key: string, message: Json | null, usual: string | null): TreeNode[] {
  if (!message) return [];
  const role = message["role"];
  const isUser = role === "user";
  return [
    {
      key,
      parent: asId(message["parentId"]),
      role: isUser ? "user" : role === "assistant" ? "assistant" : null,
      pieces: isUser
        ? [{ kind: "text", text: asText(message["content"]) ?? "" }]
        : piecesOf(message),
      model: asFilled(message["model"]) ?? usual,
      at: asTime(message["timestamp"]),
      files: asList(message["files"]).flatMap((file) => toFile(asObject(file))),
    },
  ];
}

/** A reply's content: in newer versions as items, in older ones with thoughts as HTML in the text. */
function piecesOf(message: Json): Piece[] {
  const items = asList(message["output"]).flatMap((item): Piece[] => {
    const { type, content } = asObject(item) ?? {};
    if (type !== "reasoning" && type !== "message") return [];
    const texts = asList(content).flatMap((part) => asFilled(asObject(part)?.["text"]) ?? []);
    return [{ kind: type === "reasoning" ? "reasoning" : "text", text: texts.join("\n\n") }];
  });
  if (items.some(({ text }) => text !== "")) return items;
  return splitDetails(asText(message["content"]) ?? "");
}

/** Splits `<details type="reasoning">` from the words; those of tools are left out. */
export function splitDetails(content: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (;;) {
    const open = content.indexOf('<details type="', at);
    const end = open === -1 ? -1 : content.indexOf("</details>", open);
    if (end === -1) break;
    pieces.push({ kind: "text", text: content.slice(at, open) });
    const inner = content.slice(open, end);
    if (inner.startsWith('<details type="reasoning"'))
      pieces.push({ kind: "reasoning", text: thoughtsIn(inner) });
    at = end + "</details>".length;
  }
  pieces.push({ kind: "text", text: content.slice(at) });
  return pieces;
}

function thoughtsIn(details: string): string {
  const body = details.slice(Math.max(0, details.indexOf("</summary>") + "</summary>".length));
  return body
    .trim()
    .split("\n")
    .map((line) => line.replace(/^(?:>|&gt;) ?/, ""))
    .join("\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function toFile(file: Json | null): ImportedFile[] {
  if (!file) return [];
  const inner = asObject(file["file"]);
  const name = asFilled(file["name"]) ?? asFilled(inner?.["filename"]) ?? "file";
  const [, mimeType, base64] =
    /^data:([\w.+/-]{1,100});base64,([\s\S]*)$/.exec(asText(file["url"]) ?? "") ?? [];
  if (mimeType !== undefined && base64 !== undefined) {
    const ending = mimeType.split("/")[1]?.split("+")[0] ?? "bin";
    return [{ name: name === "file" ? `picture.${ending}` : name, mimeType, from: { base64 } }];
  }
  const text = asFilled(asObject(inner?.["data"])?.["content"]);
  if (text !== null) {
    const from = { base64: Buffer.from(text).toString("base64") };
    return [
      {
        name: /\.(?:txt|md|csv)$/i.test(name) ? name : `${name}.txt`,
        mimeType: "text/plain",
        from,
      },
    ];
  }
  return [{ name, mimeType: "application/octet-stream", from: null }];
}
