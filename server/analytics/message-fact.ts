import type { AnalyticsFact } from "../../shared/analytics.ts";
import { detectLanguage } from "./detect-language.ts";

/** What the analytics learn of a message: its length and its language, and not what it says. */
export function messageFact(
  role: "user" | "assistant",
  { workflowId, text }: { workflowId: string; text: string },
): AnalyticsFact {
  return {
    kind: "message",
    role,
    workflowId,
    length: countCharacters(text),
    language: detectLanguage(text),
  };
}

/** Counts without making a list of them, for a text may be long. */
function countCharacters(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
