import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { type Effort, efforts } from "../../../shared/effort.ts";
import { findEffortTraits } from "../effort/effort-table.ts";
import { fitEffort } from "../effort/fit-effort.ts";
import type { ProviderRequest } from "../provider.ts";
import type { AiSdkKind } from "./kinds.ts";

/** Which model is asked, and what is known about its thinking. */
export interface ThinkingTarget {
  kind: AiSdkKind;
  model: string;
  /** The efforts that the operator says it has; null leaves that to its name. */
  setting: readonly Effort[] | null;
  /** What its server has refused, as `findRefusedThinking` names it. */
  refused: ReadonlySet<string>;
}

/** What one call says about thinking. */
export interface Thinking {
  /** Null leaves it to the model. */
  effort: Effort | null;
  /** Whether the API is to tell what the model thinks. */
  showsThoughts: boolean;
}

/** What people may choose from for a model: nothing that its server has refused, least first. */
export function offerEfforts(target: ThinkingTarget): readonly Effort[] {
  return takenOf(knownEfforts(target) ?? [], target);
}

/** What a request asks of its model's thinking: as little as there is for a few words, such as a title. */
export function chooseThinking(request: ProviderRequest, target: ThinkingTarget): Thinking {
  const [least = null] = offerEfforts(target);
  const wanted = request.purpose === "reply" ? (request.effort ?? null) : least;
  const has = takenOf(knownEfforts(target) ?? efforts, target);
  return {
    effort: wanted === null ? null : fitEffort(wanted, has),
    showsThoughts: !target.refused.has(thoughts),
  };
}

/**
 * Whether a model can go on in a message that it has begun, which Anthropic allows to models that do not
 * think meanwhile.
 */
export function mayPrefill(target: ThinkingTarget): boolean {
  if (target.kind !== "anthropic") return false;
  const offered = offerEfforts(target);
  return offered.length === 0 || offered.includes("none");
}

/** What stands for being told of thoughts among what a server may refuse. */
export const thoughts = "thoughts";

/** What stands for every effort among what a server may refuse; one of them has its name behind it. */
export const effortName = "effort";

/** The efforts that a model has by the operator's word or its name; null where neither tells. */
function knownEfforts({ setting, model }: ThinkingTarget): readonly Effort[] | null {
  return setting ?? findEffortTraits(model)?.efforts ?? null;
}

function takenOf(all: readonly Effort[], { refused }: ThinkingTarget): readonly Effort[] {
  if (refused.has(effortName)) return [];
  return all.filter((effort) => !refused.has(`${effortName} ${effort}`));
}

/**
 * How each API is told, besides what else it needs: Responses keeps conversations on its side unless it is
 * told not to, and passes over an effort for models that the SDK does not know unless it is forced. The SDK
 * makes the effort a level or a budget, whichever the model takes, and gives a budget room in `max_tokens`.
 */
export function thinkingOptions(
  { effort, showsThoughts }: Thinking,
  { kind, model }: Pick<ThinkingTarget, "kind" | "model">,
): Pick<LanguageModelV4CallOptions, "reasoning" | "providerOptions"> {
  const reasoning = effort === null ? {} : { reasoning: effort };
  switch (kind) {
    case "openai-responses": {
      const forced = effort === null ? {} : { forceReasoning: true };
      const reasoningSummary = showsThoughts ? "auto" : null;
      return {
        ...reasoning,
        providerOptions: { openai: { store: false, reasoningSummary, ...forced } },
      };
    }
    case "anthropic":
      return { ...reasoning, providerOptions: {} };
    case "google": {
      // Refused where there are to be none.
      const tells = showsThoughts && effort !== "none" && tellsThoughts(model);
      const google = tells ? { thinkingConfig: { includeThoughts: true } } : {};
      return { ...reasoning, providerOptions: { google } };
    }
  }
}

/** Whether a Gemini model thinks, and can tell its thoughts: from 2.5 on. */
export function tellsThoughts(model: string): boolean {
  return /gemini-(?:2\.5|[3-9])/.test(model);
}
