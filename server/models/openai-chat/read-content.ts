import { isObject, type JsonObject } from "../../platform/narrow.ts";

/** Types of list entries that contain text of the answer; entries without a type do too. */
const textKinds = new Set<unknown>(["text", "output_text", undefined]);

/** Kinds of list entries with reasoning: Mistral's, Databricks' and LangChain's. */
const thoughtKinds = new Set<unknown>(["thinking", "reasoning"]);

/**
 * The text of a message's `content`: a string, or a list of typed entries as in Mistral's API.
 * Entries without text of the answer (reasoning, references, unknown types) are ignored.
 */
export function readContent(content: unknown): string {
  if (typeof content === "string") return content;
  return readAll(content, (entry) => (textKinds.has(entry.type) ? readWords(entry.text) : ""));
}

/** The text of a refusal: in a field of its own, or within the content. */
export function readRefusal(said: JsonObject): string {
  if (isSilent(said.refusal) && typeof said.content === "string") return "";
  const among = (entry: JsonObject) =>
    entry.type === "refusal" ? readWords(entry.refusal ?? entry.text) : "";
  return readContent(said.refusal) + readAll(said.content, among, "");
}

/** Fields of a message or delta with reasoning. */
const thoughtFields = [
  // DeepSeek, vLLM, SGLang, llama.cpp.
  "reasoning_content",
  // OpenRouter, Ollama, Groq, vLLM.
  "reasoning",
  "thinking",
  // GitHub Copilot, and proxies in front of other APIs.
  "reasoning_text",
  "thinking_content",
] as const;

/**
 * The reasoning in a message or delta: in any of these fields, in gateways' `reasoning_details`, or
 * within the content. Servers that send several of them repeat the same text.
 */
export function readThought(said: JsonObject): string {
  for (const field of thoughtFields) {
    if (isSilent(said[field])) continue;
    const told = readTold(said[field]);
    if (told !== "") return told;
  }
  const { reasoning_details: details, content } = said;
  const told = isSilent(details) ? "" : readTold(details);
  if (told !== "" || typeof content === "string") return told;
  return readAll(content, readThinkingEntry, "");
}

/** Whether a field is empty, as most are in most deltas. */
function isSilent(field: unknown): boolean {
  return field === undefined || field === null || field === "";
}

function readThinkingEntry(entry: JsonObject): string {
  return thoughtKinds.has(entry.type) ? readTold(entry) : "";
}

/** Reasoning at any depth: text and summaries are readable; encrypted details are not. */
function readTold(told: unknown): string {
  return readAll(told, ({ text, thinking, reasoning, summary, content }) => {
    for (const words of [text, thinking, reasoning, summary, content]) {
      const read = readTold(words);
      if (read !== "") return read;
    }
    return "";
  });
}

/** A string, an entry, or a list of either; anything else is empty. */
function readAll(
  value: unknown,
  readEntry: (entry: JsonObject) => string,
  text: string | null = null,
): string {
  if (typeof value === "string") return text ?? value;
  if (Array.isArray(value)) return value.map((each) => readAll(each, readEntry, text)).join("");
  return isObject(value) ? readEntry(value) : "";
}

/** An entry's text: a string, or `{"value": …}`. */
function readWords(text: unknown): string {
  const words = isObject(text) ? text.value : text;
  return typeof words === "string" ? words : "";
}
