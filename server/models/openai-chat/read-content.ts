import { isObject, type JsonObject } from "../../platform/narrow.ts";

/** Types of list entries that contain text of the answer; entries without a type do too. */
const textKinds = new Set<unknown>(["text", "output_text", undefined]);

/**
 * The text of a message's `content`: a string, or a list of typed entries as in Mistral's API.
 * Entries without text of the answer (reasoning, references, unknown types) are ignored.
 */
export function readContent(content: unknown): string {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(readEntry).join("");
  return readEntry(content);
}

function readEntry(entry: unknown): string {
  if (typeof entry === "string") return entry;
  if (!isObject(entry) || !textKinds.has(entry.type)) return "";
  return typeof entry.text === "string" ? entry.text : "";
}

/**
 * The reasoning in a message or delta: DeepSeek's and vLLM's `reasoning_content`, OpenRouter's and
 * Ollama's `reasoning`, gateways' `reasoning_details`, or Mistral's list entries. Servers that send
 * several of them repeat the same text.
 */
export function readThought(said: JsonObject): string {
  const { reasoning_content: content, reasoning, thinking, reasoning_details: details } = said;
  for (const told of [content, reasoning, thinking])
    if (typeof told === "string" && told !== "") return told;
  if (Array.isArray(details)) return details.map(readDetail).join("");
  return Array.isArray(said.content) ? said.content.map(readThinkingEntry).join("") : "";
}

/** Text and summaries are readable; encrypted details are not. */
function readDetail(detail: unknown): string {
  if (!isObject(detail)) return "";
  const told = detail.text ?? detail.summary;
  return typeof told === "string" ? told : "";
}

function readThinkingEntry(entry: unknown): string {
  if (!isObject(entry) || entry.type !== "thinking") return "";
  return readContent(entry.thinking);
}
