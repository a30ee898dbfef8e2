/** Stands for a final assistant message to continue, in the set of rejected features. */
export const prefill = "prefill";

/**
 * How rejections mention it: "Assistant response prefill is incompatible with enable_thinking" (llama.cpp),
 * "The conversation must end with a user message" and "a final `assistant` message must start with a thinking
 * block" (Anthropic), "Expected last role User or Tool".
 */
const aboutPrefill =
  /\bprefill|\b(?:last|final) (?:`?assistant`? )?(?:message|role|turn)|\bend with a user\b|\broles must alternate\b/i;

/** Whether a rejection is about the final assistant message. */
export function isAboutPrefill(errorBody: string): boolean {
  return aboutPrefill.test(errorBody);
}
