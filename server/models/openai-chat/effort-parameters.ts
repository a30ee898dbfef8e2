import type { Effort } from "../../../shared/effort.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { type EffortTraits, findEffortTraits } from "../effort/effort-table.ts";
import { fitEffort } from "../effort/fit-effort.ts";

/**
 * How a server is told how long to think.
 * - `openai`: `reasoning_effort`, and the chat template's own switch for models that have one. Also
 *   Ollama (https://docs.ollama.com/api/openai-compatibility), vLLM, LM Studio and Groq.
 * - `openrouter`: `reasoning`, which it translates for each model's maker
 *   (https://openrouter.ai/docs/use-cases/reasoning-tokens).
 * - `deepseek`: `thinking` turns it on and off (https://api-docs.deepseek.com/guides/thinking_mode).
 * - `none`: Anthropic's OpenAI-compatible address ignores `reasoning_effort`
 *   (https://docs.anthropic.com/en/api/openai-sdk).
 */
export type EffortDialect = "openai" | "openrouter" | "deepseek" | "none";

const dialects: readonly (readonly [host: string, dialect: EffortDialect])[] = [
  ["openrouter.ai", "openrouter"],
  ["deepseek.com", "deepseek"],
  ["anthropic.com", "none"],
];

/** The dialect of the server at an address. */
export function effortDialectOf(baseUrl: string): EffortDialect {
  const host = new URL(baseUrl).hostname;
  const found = dialects.find(([name]) => host === name || host.endsWith(`.${name}`));
  return found?.[1] ?? "openai";
}

/** How to set the effort of a server's model. */
export interface EffortWay {
  dialect: EffortDialect;
  /** The model's efforts as configured by the operator, or reported by the server; null derives them from its name. */
  setting: readonly Effort[] | null;
}

/** The model and how its server expects the effort. */
export interface EffortTarget extends EffortWay {
  model: string;
}

/** The parameters that request an effort. A server may reject any of them. */
export function effortParameters(wanted: Effort, target: EffortTarget): JsonObject {
  const { model, dialect, setting } = target;
  const traits = findEffortTraits(model);
  const effort = fitEffort(wanted, setting ?? traits?.efforts ?? null);
  if (effort === null) return {};
  switch (dialect) {
    case "none":
      return {};
    case "openrouter":
      return { reasoning: { effort } };
    case "deepseek":
      return effort === "none" ? { thinking: { type: "disabled" } } : { reasoning_effort: effort };
    case "openai":
      return effort === "none" ? withoutThinking(traits) : { reasoning_effort: effort };
  }
}

function withoutThinking(traits: EffortTraits | null): JsonObject {
  if (traits?.none === "omit") return {};
  const template = traits?.templateOff ? { chat_template_kwargs: traits.templateOff } : {};
  return { reasoning_effort: traits?.none ?? "none", ...template };
}

/**
 * The parameters for a few words, such as a title: the least thinking the model supports, if it is
 * known to have a choice.
 */
export function leastEffortParameters(target: EffortTarget): JsonObject {
  const [least] = target.setting ?? findEffortTraits(target.model)?.efforts ?? [];
  return least === undefined ? {} : effortParameters(least, target);
}
