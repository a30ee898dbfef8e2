import type { ImportedMessage } from "./imported-chat.ts";

/** Length of the text and thoughts of messages, in UTF-16 code units. */
export function lengthOfText(messages: readonly ImportedMessage[]): number {
  return messages.reduce((sum, { text, parts }) => {
    if (!parts) return sum + text.length;
    return parts.reduce((all, part) => all + ("text" in part ? part.text.length : 0), sum);
  }, 0);
}
