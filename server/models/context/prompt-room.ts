import { estimateTokens } from "./estimate-tokens.ts";
import type { ModelFacts } from "../model-facts.ts";
import type { ProviderRequest } from "../provider.ts";

/** Room for an answer without a length limit: this share of the window … */
const shareOfAnswer = 0.25;

/** … and at most this many tokens. */
const mostForAnswer = 4_096;

/** Minimum room for an answer in tokens, whatever its limit. */
const leastForAnswer = 256;

/** Share of the room to fill, because estimates are sometimes a little low. */
const filled = 0.95;

/** An estimate is never this many times too high: a larger prompt cannot fit. */
const certainlyTooLong = 1.5;

/** Overhead of chat templates around instructions, in tokens. */
const overhead = 16;

/** The room that a model has for a request, in tokens; infinite if its window is unknown. */
export interface PromptRoom {
  /**
   * Of the model: the smaller of what the operator or server reports and what a rejection named.
   */
  window: number;
  /** For the turns alone, without instructions and summary. */
  turns: number;
  /** Size of instructions and summary. */
  fixed: number;
}

/** How much of a conversation can be sent to a model. */
export function roomFor(
  request: ProviderRequest,
  facts: Pick<ModelFacts, "window" | "mostPrompt">,
): PromptRoom {
  const window = Math.min(
    request.contextWindow ?? Number.POSITIVE_INFINITY,
    facts.window ?? Number.POSITIVE_INFINITY,
  );
  const fixed =
    overhead + estimateTokens(request.instructions) + estimateTokens(request.summary ?? "");
  const prompt = Math.min(
    (window - answerRoom(request, window)) * filled,
    facts.mostPrompt ?? Number.POSITIVE_INFINITY,
  );
  return { window, turns: prompt - fixed, fixed };
}

function answerRoom({ maxOutputTokens }: ProviderRequest, window: number): number {
  if (window === Number.POSITIVE_INFINITY) return 0;
  const wanted = maxOutputTokens ?? Math.min(mostForAnswer, window * shareOfAnswer);
  return Math.min(wanted, window / 2);
}

/** Whether a prompt of this size fits under no tokenizer, so that sending it is pointless. */
export function isCertainlyTooLong(promptTokens: number, { window }: PromptRoom): boolean {
  return promptTokens > window * certainlyTooLong;
}

/** The limit of an answer after a prompt, in tokens: servers reject one that exceeds the window. */
export function boundOfAnswer(
  { maxOutputTokens }: ProviderRequest,
  promptTokens: number,
  { window }: PromptRoom,
): number | null {
  if (maxOutputTokens === null) return null;
  const left = Math.floor((window - promptTokens) * filled);
  return Math.min(maxOutputTokens, Math.max(leastForAnswer, left));
}
