import type { FinishReason } from "../../../shared/message.ts";

/** Servers' names for the reasons of an incomplete answer, in lower case. */
const reasons: Readonly<Record<string, FinishReason>> = {
  length: "length",
  max_tokens: "length",
  max_output_tokens: "length",
  max_length: "length",
  max_new_tokens: "length",
  token_limit: "length",
  error_limit: "length",
  truncated: "length",
  model_length: "length",
  model_context_window_exceeded: "length",
  content_filter: "content_filter",
  content_filtered: "content_filter",
  "content-filter": "content_filter",
  guardrail_intervened: "content_filter",
  // Zhipu, Cohere.
  sensitive: "content_filter",
  error_toxic: "content_filter",
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

/** Reasons for which the server itself gave up: DeepSeek, Zhipu, vLLM, SGLang, OpenRouter, watsonx. */
const failures: ReadonlySet<string> = new Set([
  "error",
  "abort",
  "aborted",
  "cancelled",
  "network_error",
  "insufficient_system_resource",
  "time_limit",
  "error_timeout",
]);

/** Whether an answer ended because the server could not continue. */
export function isServerFailure(said: string | null): boolean {
  return failures.has(said?.toLowerCase().replaceAll("-", "_") ?? "");
}

/** Whether an answer that ends so is whole. */
export function isWhole(said: string): boolean {
  return toFinishReason(said) === null && !isServerFailure(said);
}
