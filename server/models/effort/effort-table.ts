import type { Effort } from "../../../shared/effort.ts";
import type { JsonObject } from "../../platform/narrow.ts";

/** The efforts that a family of models supports. */
export interface EffortTraits {
  /** Least first; empty without a choice. */
  efforts: readonly Effort[];
  /**
   * The value of `reasoning_effort` that means `none`, if it has another name. `omit` is for models
   * that do not think by default.
   */
  none?: "minimal" | "omit";
  /** Turns thinking off in the chat template of self-hosted models (`chat_template_kwargs`). */
  templateOff?: JsonObject;
}

const nothing: EffortTraits = { efforts: [] };
const levels: EffortTraits = { efforts: ["low", "medium", "high"] };
const levelsAndNone: EffortTraits = { efforts: ["none", "low", "medium", "high"] };
const templateSwitch: EffortTraits = {
  efforts: ["none"],
  templateOff: { enable_thinking: false },
};

/**
 * Families by the beginning of the model's name, without its maker's (`openai/gpt-5` is `gpt-5`). The
 * first that fits counts. As documented by:
 * - OpenAI, `reasoning_effort` of https://platform.openai.com/docs/api-reference/chat/create: models
 *   before gpt-5.1 do not know `none`, most from gpt-6 on do not either; the chat and pro variants take no
 *   other value than their own.
 * - Qwen, https://qwen.readthedocs.io/en/latest/deployment/vllm.html#thinking-non-thinking-modes, and
 *   GLM, https://docs.vllm.ai/en/stable/features/reasoning_outputs/: `enable_thinking` in the template.
 * - DeepSeek, https://api-docs.deepseek.com/guides/thinking_mode: `medium` is the same as `high`.
 * - Google, https://ai.google.dev/gemini-api/docs/openai#thinking; xAI,
 *   https://docs.x.ai/docs/guides/reasoning; gpt-oss, https://ollama.com/library/gpt-oss.
 * - Anthropic, https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking: the newest cannot be
 *   kept from thinking. Gateways such as LiteLLM (https://docs.litellm.ai/docs/reasoning_content) and
 *   OpenRouter translate `reasoning_effort` for them.
 */
const families: readonly (readonly [pattern: RegExp, traits: EffortTraits])[] = [
  [/^gpt-5(?:\.\d+)?-(?:chat|pro)/, nothing],
  [/^gpt-5(?:\.\d+)?-codex/, levels],
  [/^gpt-5\.\d/, levelsAndNone],
  [/^gpt-5(?:-|$)/, { ...levelsAndNone, none: "minimal" }],
  [/^gpt-(?:6-(?:luna|sol)|6\.1-terra)/, levelsAndNone],
  [/^gpt-(?:[6-9]|\d{2,})(?:\.\d+)?(?:-|$)/, levels],
  [/^gpt-oss/, levels],
  [/^o1-(?:mini|preview)/, nothing],
  [/^o[1-9](?:-|$)/, levels],
  // The releases of July 2025 either always think or never do.
  [/^qwen3[^/]*-(?:instruct|thinking|coder|embedding|reranker)/, nothing],
  [/^qwen3/, templateSwitch],
  [/^glm-(?:4\.[5-9]|[5-9])/, templateSwitch],
  [/^deepseek-(?:r1|reasoner|chat)/, nothing],
  [/^deepseek-(?:v[4-9]|flash)/, { efforts: ["none", "low", "high"] }],
  [/^(?:[a-z]+\.)*claude-(?:(?:opus|sonnet)-5-5|fable-)/, levels],
  [
    /^(?:[a-z]+\.)*claude-(?:3[-.]7|(?:opus|sonnet|haiku)-[4-9])/,
    { ...levelsAndNone, none: "omit" },
  ],
  [/^gemini-.*-(?:image|tts|audio|embedding|live)/, nothing],
  [/^gemini-2\.5-flash/, levelsAndNone],
  [/^gemini-(?:2\.5-pro|[3-9])/, levels],
  [/^grok-3-mini/, { efforts: ["low", "high"] }],
  [/^grok-4\.3/, levelsAndNone],
  [/^grok-4\.5/, levels],
];

/** What is known about a model from its name; null if it is of no family here. */
export function findEffortTraits(model: string): EffortTraits | null {
  const name = model.slice(model.lastIndexOf("/") + 1).toLowerCase();
  return families.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
