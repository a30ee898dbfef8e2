import { isObject } from "../../narrow.ts";

/** Kinds of list entries that hold words of the answer; an entry without a kind does too. */
const textKinds = new Set<unknown>(["text", "output_text", undefined]);

/**
 * The text of a message's `content`: a string, or a list of typed entries as Mistral and others
 * have it. Entries that are no text of the answer (thoughts, references, kinds that are not
 * known) say nothing.
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
