import type { FinishReason } from "../../../shared/message.ts";

/** Servers' names for the reasons of an incomplete answer, in lower case. */
const reasons: Readonly<Record<string, FinishReason>> = {
  length: "length",
  max_tokens: "length",
  max_output_tokens: "length",
  model_length: "length",
  model_context_window_exceeded: "length",
  content_filter: "content_filter",
  safety: "content_filter",
  recitation: "content_filter",
  blocklist: "content_filter",
  prohibited_content: "content_filter",
  spii: "content_filter",
  refusal: "refusal",
};

/** Why an answer is incomplete; null for a complete one, and for an unknown reason. */
export function toFinishReason(said: string | null): FinishReason | null {
  const name = said?.toLowerCase() ?? "";
  return Object.hasOwn(reasons, name) ? (reasons[name] ?? null) : null;
}
