import type { Usage } from "../../shared/message.ts";

/** Counts as a provider reports them; the last three are not checked yet. */
export interface ReportedUsage {
  /** Cached tokens included. */
  inputTokens: number;
  /** Reasoning tokens included. */
  outputTokens: number;
  cached: unknown;
  cacheWrite: unknown;
  reasoning: unknown;
}

/** The usage of a call. A part that is zero or larger than its whole is left out. */
export function makeUsage(reported: ReportedUsage): Usage {
  const { inputTokens, outputTokens, cached, cacheWrite, reasoning } = reported;
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

/** Whether a reported value is a number of tokens. */
export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
