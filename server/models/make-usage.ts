import type { Usage } from "../../shared/message.ts";

/** Counts as a provider reports them, not checked yet. */
export interface ReportedUsage {
  /** Cached tokens included. */
  inputTokens: unknown;
  /** Reasoning tokens included. */
  outputTokens: unknown;
  cached: unknown;
  cacheWrite: unknown;
  reasoning: unknown;
}

/**
 * The usage of a call; null if a whole is no number of tokens: it is only for statistics, so a wrong
 * one fails no reply. A part that is zero or larger than its whole is left out.
 */
export function makeUsage(reported: ReportedUsage): Usage | null {
  const { inputTokens, outputTokens, cached, cacheWrite, reasoning } = reported;
  if (!isCount(inputTokens) || !isCount(outputTokens)) return null;
  const uncached = isPartOf(cached, inputTokens) ? inputTokens - cached : inputTokens;
  return {
    inputTokens,
    outputTokens,
    ...(isPartOf(cached, inputTokens) ? { cachedInputTokens: cached } : {}),
    ...(isPartOf(cacheWrite, uncached) ? { cacheWriteTokens: cacheWrite } : {}),
    ...(isPartOf(reasoning, outputTokens) ? { reasoningTokens: reasoning } : {}),
  };
}

function isPartOf(value: unknown, whole: number): value is number {
  return isCount(value) && value > 0 && value <= whole;
}

/** More tokens than any call takes: a server that reports as many is wrong. */
const mostTokens = 1_000_000_000;

/** Whether a reported value is a number of tokens. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= mostTokens;
}
