import { isObject, type JsonObject } from "../../platform/narrow.ts";

/** What stands for a reply as the last message, to be gone on with, among what may be refused. */
export const prefill = "prefill";

/** What stands for saying so by `prefix` in that message, which Mistral and DeepSeek ask for. */
export const prefix = "prefix";

/**
 * How vLLM and SGLang are told so. Ollama, llama.cpp and most of OpenRouter need no word; servers pass
 * over what they do not know, or refuse it by name.
 */
export const prefillParameters = { continue_final_message: true, add_generation_prompt: false };

/** Some take a failing chat template for a fault of their own. */
const refusingStatuses = new Set([400, 422, 500]);

/**
 * What refusals of it speak of: "Assistant response prefill is incompatible with enable_thinking" (llama.cpp),
 * "The conversation must end with a user message" (Anthropic), "Expected last role User or Tool".
 */
const aboutPrefill =
  /\bprefill|\b(?:last|final) (?:message|role|turn)|\bend with a user\b|\broles must alternate\b/i;

/** Whether a request's last message is the assistant's. */
export function isPrefilled({ messages }: JsonObject): boolean {
  return lastMessage(messages)?.["role"] === "assistant";
}

/** Which of the two a refusal of `sent` complains about; null for neither. */
export function findRefusedPrefill(
  sent: JsonObject,
  status: number,
  errorBody: string,
): string | null {
  if (!isPrefilled(sent) || !refusingStatuses.has(status)) return null;
  const hasPrefix = lastMessage(sent["messages"])?.["prefix"] !== undefined;
  if (hasPrefix && status !== 500 && /\bprefix\b/.test(errorBody)) return prefix;
  return aboutPrefill.test(errorBody) ? prefill : null;
}

function lastMessage(messages: unknown): JsonObject | undefined {
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return isObject(last) ? last : undefined;
}
