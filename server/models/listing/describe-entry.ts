import type { ModelTraits } from "../../../shared/model.ts";
import { cleanText } from "../../../shared/requests.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { windowOfEntry } from "./listed-window.ts";
import { priceOfEntry } from "./price-of-entry.ts";
import { listHolds, readFlag, readPlace, readTokens } from "./read-place.ts";

/** Longer titles are ignored: they are not meant for users. */
const longestTitle = 100;

/**
 * The traits in an entry of `GET /models`, as OpenRouter, vLLM, Mistral, Groq, Together, GitHub
 * Models, DeepInfra, LiteLLM, LM Studio and Anthropic report them.
 */
export function describeEntry(entry: JsonObject): ModelTraits {
  return {
    title: titleOf(entry),
    contextWindow: windowOfEntry(entry) ?? undefined,
    maxOutputTokens: readTokens(entry, outputPlaces),
    vision:
      listHolds(entry, inputModalities, ["image"]) ??
      readFlag(entry, visionPlaces) ??
      // LM Studio's own list.
      (entry["type"] === "vlm" ? true : undefined),
    tools:
      listHolds(entry, abilityLists, ["tools", "tool_use", "tool-calling"]) ??
      readFlag(entry, toolPlaces),
    reasoning: listHolds(entry, parameterLists, ["reasoning"]) ?? readFlag(entry, reasoningPlaces),
    price: priceOfEntry(entry),
  };
}

const outputPlaces = [
  ["top_provider", "max_completion_tokens"],
  ["max_completion_tokens"],
  ["max_output_tokens"],
  ["limits", "max_output_tokens"],
  ["capabilities", "limits", "max_output_tokens"],
  // Anthropic.
  ["max_tokens"],
];

const inputModalities = [["architecture", "input_modalities"], ["supported_input_modalities"]];
const parameterLists = [["supported_parameters"]];
const abilityLists = [...parameterLists, ["capabilities"]];

const visionPlaces = [
  ["capabilities", "vision"],
  ["capabilities", "image_input", "supported"],
  ["capabilities", "supports", "vision"],
  ["supports_vision"],
];

const toolPlaces = [
  ["capabilities", "function_calling"],
  ["capabilities", "trained_for_tool_use"],
  ["capabilities", "supports", "tool_calls"],
  ["supports_function_calling"],
];

const reasoningPlaces = [
  ["capabilities", "reasoning"],
  ["capabilities", "thinking", "supported"],
  ["supports_reasoning"],
];

function titleOf(entry: JsonObject): string | undefined {
  const title = ["display_name", "name"]
    .map((name) => entry[name])
    .find((told): told is string => typeof told === "string" && told.trim() !== "");
  if (title === undefined || title === entry["id"]) return undefined;
  return title.trim().length <= longestTitle ? cleanText(title.trim()) : undefined;
}

/** Types of models whose output is not text. */
const otherTypes = new Set(["embedding", "embeddings", "image", "audio", "moderation", "rerank"]);

/** Whether an entry describes a model that does not write text. */
export function isOtherKind(entry: JsonObject): boolean {
  const type = entry["type"];
  return (
    (typeof type === "string" && otherTypes.has(type)) ||
    listHolds(entry, [["architecture", "output_modalities"]], ["text"]) === false ||
    readPlace(entry, ["capabilities", "completion_chat"]) === false
  );
}
