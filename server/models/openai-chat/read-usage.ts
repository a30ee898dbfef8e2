import type { Usage } from "../../../shared/message.ts";
import { isObject, type JsonObject } from "../../platform/narrow.ts";
import { readPlace } from "../listing/read-place.ts";
import { isCount, makeUsage } from "../make-usage.ts";

/** The fields that hold the tokens read from a cache. */
const cachedPlaces = [
  // OpenAI, OpenRouter, vLLM, Gemini, xAI.
  ["prompt_tokens_details", "cached_tokens"],
  // DeepSeek.
  ["prompt_cache_hit_tokens"],
  // Moonshot, Together.
  ["cached_tokens"],
];

/** The fields that hold the tokens written to a cache. */
const cacheWritePlaces = [
  // OpenRouter.
  ["prompt_tokens_details", "cache_write_tokens"],
  // LiteLLM.
  ["prompt_tokens_details", "cache_creation_tokens"],
  ["cache_creation_input_tokens"],
];

/** The fields that hold the tokens of thoughts. */
const reasoningPlaces = [
  ["completion_tokens_details", "reasoning_tokens"],
  // Perplexity.
  ["reasoning_tokens"],
];

/** The usage that a server reports; null for an invalid one. */
export function readUsage(usage: unknown): Usage | null {
  if (!isObject(usage)) return null;
  const { prompt_tokens: inputTokens, completion_tokens: written, total_tokens: total } = usage;
  if (!isCount(inputTokens) || !isCount(written)) return null;
  const reasoning = countAt(usage, reasoningPlaces);
  // xAI counts reasoning beside the completion; OpenAI within it.
  const isBeside = total === inputTokens + written + reasoning;
  return makeUsage({
    inputTokens,
    outputTokens: isBeside ? written + reasoning : written,
    cached: countAt(usage, cachedPlaces),
    cacheWrite: countAt(usage, cacheWritePlaces),
    reasoning,
  });
}

/** The first count at one of these paths; 0 without one. */
function countAt(usage: JsonObject, places: readonly (readonly string[])[]): number {
  return places.map((place) => readPlace(usage, place)).find(isCount) ?? 0;
}
