import { isObject, type JsonObject } from "../../platform/narrow.ts";
import { isAboutPrefill, prefill } from "../continuation/prefill.ts";

/** Stands for marking the message to continue with `prefix`, as Mistral and DeepSeek require. */
export const prefix = "prefix";

/**
 * How to request it from vLLM and SGLang. Ollama, llama.cpp and most of OpenRouter need no
 * parameter; servers ignore unknown ones, or reject them by name.
 */
export const prefillParameters = { continue_final_message: true, add_generation_prompt: false };

/** Some servers report a failing chat template as an internal error. */
const refusingStatuses = new Set([400, 422, 500]);

/** Whether a request's last message is the assistant's. */
export function isPrefilled({ messages }: JsonObject): boolean {
  return lastMessage(messages)?.["role"] === "assistant";
}

/** Which of the two a rejection of `sent` complains about; null for neither. */
export function findRefusedPrefill(
  sent: JsonObject,
  status: number,
  errorBody: string,
): string | null {
  if (!isPrefilled(sent) || !refusingStatuses.has(status)) return null;
  const hasPrefix = lastMessage(sent["messages"])?.["prefix"] !== undefined;
  if (hasPrefix && status !== 500 && /\bprefix\b/.test(errorBody)) return prefix;
  return isAboutPrefill(errorBody) ? prefill : null;
}

function lastMessage(messages: unknown): JsonObject | undefined {
  const last: unknown = Array.isArray(messages) ? messages.at(-1) : undefined;
  return isObject(last) ? last : undefined;
}
