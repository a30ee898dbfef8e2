import type { Effort } from "../../../shared/effort.ts";
import { findEffortTraits } from "../effort/effort-table.ts";
import type { EffortWay } from "./effort-parameters.ts";

/** What is known about a model's efforts. */
export interface KnownEfforts extends EffortWay {
  /** What the server has rejected, named as by `findRefusedParameter`. */
  refused: ReadonlySet<string>;
}

/**
 * The efforts that users can choose from for a model, least first, without those that its server
 * has rejected.
 */
export function offerEfforts(model: string, known: KnownEfforts): readonly Effort[] {
  const { dialect, setting } = known;
  const byName = findEffortTraits(model)?.efforts ?? [];
  const all = dialect === "none" ? [] : (setting ?? byName);
  return all.filter((effort) => isTaken(effort, model, known));
}

function isTaken(effort: Effort, model: string, { dialect, refused }: KnownEfforts): boolean {
  const name = dialect === "openrouter" ? "reasoning" : "reasoning_effort";
  const isRefused = (value: string) => refused.has(name) || refused.has(`${name} ${value}`);
  if (effort !== "none") return !isRefused(effort);
  if (dialect === "deepseek") return !refused.has("thinking");
  const traits = findEffortTraits(model);
  if (traits?.none === "omit" && dialect === "openai") return true;
  const hasSwitch = traits?.templateOff !== undefined && !refused.has("chat_template_kwargs");
  return hasSwitch || !isRefused(traits?.none ?? "none") || !isRefused("minimal");
}
