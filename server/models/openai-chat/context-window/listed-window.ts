import { isObject, type JsonObject } from "../../../platform/narrow.ts";

/**
 * Where a model's entry in `GET /models` tells its context window, the first that is there. What is
 * loaded comes before what would be possible.
 */
const places: readonly (readonly string[])[] = [
  // LM Studio's own list.
  ["loaded_context_length"],
  // vLLM, SGLang.
  ["max_model_len"],
  // OpenRouter: of the provider that answers, which may have less than the model.
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
  // llama.cpp, as it runs.
  ["meta", "n_ctx"],
];

/** The context window that an entry tells, in tokens; null where it tells none. */
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

/** A number of tokens that can be a window; null for anything else. */
export function toWindow(told: unknown): number | null {
  const isCount = typeof told === "number" && Number.isSafeInteger(told) && told >= 256;
  return isCount && told <= 100_000_000 ? told : null;
}
