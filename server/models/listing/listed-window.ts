import { isObject, type JsonObject } from "../../platform/narrow.ts";

/**
 * Fields of `GET /models` that hold the context window; the first one present counts. The loaded
 * window comes before the maximum.
 */
const places: readonly (readonly string[])[] = [
  // LM Studio's own list.
  ["loaded_context_length"],
  // vLLM, SGLang.
  ["max_model_len"],
  // OpenRouter: the window of the provider in use, which may be smaller than the model's.
  ["top_provider", "context_length"],
  // OpenRouter, Together, Fireworks, Cohere.
  ["context_length"],
  // Groq.
  ["context_window"],
  // Mistral.
  ["max_context_length"],
  // DeepInfra.
  ["metadata", "context_length"],
  // GitHub Copilot.
  ["capabilities", "limits", "max_context_window_tokens"],
  // LiteLLM, Anthropic.
  ["max_input_tokens"],
  // llama.cpp: the running window.
  ["meta", "n_ctx"],
];

/** The context window in an entry, in tokens; null without one. */
export function windowOfEntry(entry: JsonObject): number | null {
  for (const place of places) {
    const told = place.reduce<unknown>(
      (value, name) => (isObject(value) ? value[name] : undefined),
      entry,
    );
    const window = toWindow(told);
    if (window !== null) return window;
  }
  return null;
}

/** A plausible window in tokens; null for anything else. */
export function toWindow(told: unknown): number | null {
  const isCount = typeof told === "number" && Number.isSafeInteger(told) && told >= 256;
  return isCount && told <= 100_000_000 ? told : null;
}
