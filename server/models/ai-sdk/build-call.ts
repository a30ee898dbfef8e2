import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { prefill } from "../continuation/prefill.ts";
import type { ProviderRequest } from "../provider.ts";
import { titleTokens, titleTokensWithThoughts } from "../title-prompt.ts";
import {
  chooseThinking,
  mayPrefill,
  offerEfforts,
  tellsThoughts,
  type Thinking,
  thinkingOptions,
  type ThinkingTarget,
} from "./thinking.ts";
import { toPrompt } from "./to-prompt.ts";

/** A request as the SDK takes it. */
export interface BuiltCall {
  call: LanguageModelV4CallOptions;
  /** What it says about thinking. */
  thinking: Thinking;
  /** Whether the model is to go on in a message that it has begun. */
  isPrefilled: boolean;
}

/** Puts a request to a model, without what its server has refused. */
export function buildCall(request: ProviderRequest, way: Omit<ThinkingTarget, "model">): BuiltCall {
  const target = { ...way, model: request.model };
  const isPrefilled =
    request.continues !== undefined && !way.refused.has(prefill) && mayPrefill(target);
  const thinking = isPrefilled ? withoutThinking(target) : chooseThinking(request, target);
  const { temperature, maxOutputTokens, purpose } = request;
  const isTitle = purpose === "title";
  const longest = isTitle ? titleLength(thinking, target) : maxOutputTokens;
  const call = {
    prompt: toPrompt(request, isPrefilled),
    ...thinkingOptions(thinking, target),
    ...(temperature === null || isTitle ? {} : { temperature }),
    ...(longest === null ? {} : { maxOutputTokens: longest }),
  };
  return { call, thinking, isPrefilled };
}

/** Claude does not think unless it is told to; of others, thoughts count too. */
function titleLength({ effort }: Thinking, { kind, model }: ThinkingTarget): number {
  if (kind === "anthropic" && effort === "none") return titleTokens;
  const mayThink = effort !== null || (kind === "google" && tellsThoughts(model));
  return mayThink ? titleTokensWithThoughts : titleTokens;
}

/** A message that is gone on with has had its thoughts; models that never think are told nothing. */
function withoutThinking(target: ThinkingTarget): Thinking {
  const canChoose = offerEfforts(target).includes("none");
  return { effort: canChoose ? "none" : null, showsThoughts: false };
}
