import { estimateTokens } from "./estimate-tokens.ts";
import type { ModelFacts } from "../model-facts.ts";
import type { ProviderRequest } from "../provider.ts";

/** Room for an answer whose length is not bounded: this part of the window … */
const shareOfAnswer = 0.25;

/** … and no more than this many tokens. */
const mostForAnswer = 4_096;

/** An answer needs room, whatever its bound; in tokens. */
const leastForAnswer = 256;

/** Estimates are a little low at times: this part of the room is filled. */
const filled = 0.95;

/** An estimate this many times too high is none: what is larger than this many windows cannot fit. */
const certainlyTooLong = 1.5;

/** What chat templates put around instructions, in tokens. */
const overhead = 16;

/** The room that a model has for a request, in tokens; infinite where its window is not known. */
export interface PromptRoom {
  /** Of the model: the operator's or the server's word, or what a refusal named, whichever is less. */
  window: number;
  /** For the turns alone, besides instructions and summary. */
  turns: number;
  /** What instructions and summary take up. */
  fixed: number;
}

/** How much of a conversation a model can be sent. */
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

/** Whether a prompt of so many tokens fits under no tokenizer, so that asking is no use. */
export function isCertainlyTooLong(promptTokens: number, { window }: PromptRoom): boolean {
  return promptTokens > window * certainlyTooLong;
}

/** The bound of an answer behind a prompt, in tokens: servers refuse one that the window has no room for. */
export function boundOfAnswer(
  { maxOutputTokens }: ProviderRequest,
  promptTokens: number,
  { window }: PromptRoom,
): number | null {
  if (maxOutputTokens === null) return null;
  const left = Math.floor((window - promptTokens) * filled);
  return Math.min(maxOutputTokens, Math.max(leastForAnswer, left));
}
