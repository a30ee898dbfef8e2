import type { AnalyticsFact } from "../../shared/analytics.ts";
import { detectLanguage } from "./detect-language.ts";

/** The facts recorded about a message: its length and language, never its text. */
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

/** Counts without building an array, because a text may be long. */
function countCharacters(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
