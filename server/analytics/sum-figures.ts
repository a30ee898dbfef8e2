import type { AnalyticsFigures } from "../../shared/analytics.ts";
import type { ModelPrices } from "./model-prices.ts";
import { percentile } from "./first-token-buckets.ts";
import { costOfTokens, type PricedTokens } from "./token-cost.ts";

/** Figures that are plain sums. */
type Added = Exclude<keyof AnalyticsFigures, "cost" | "firstTokenP50Ms" | "firstTokenP95Ms">;

/** Stored figures of a workflow and a model over a step. */
export interface KeptFigures extends Pick<AnalyticsFigures, Added> {
  /** Start of the step; Unix time in milliseconds. */
  startsMs: number;
  workflowId: string;
  model: string;
  /** What the priced tokens cost when they were counted, in US dollars. */
  countedCost: number;
  pricedInputTokens: number;
  pricedCachedInputTokens: number;
  pricedCacheWriteTokens: number;
  pricedOutputTokens: number;
  /** The number of times in each bucket. */
  firstTokens: Record<string, number>;
}

/** Adds up figures. Tokens without a price when they were counted cost today's. */
export function sumFigures(rows: readonly KeptFigures[], prices: ModelPrices): AnalyticsFigures {
  const sum = (name: Added) => rows.reduce((total, row) => total + row[name], 0);
  const times = new Map<number, number>();
  for (const { firstTokens } of rows)
    for (const [bucket, count] of Object.entries(firstTokens))
      times.set(Number(bucket), (times.get(Number(bucket)) ?? 0) + count);
  return {
    sessions: sum("sessions"),
    messages: sum("messages"),
    replies: sum("replies"),
    errors: sum("errors"),
    stopped: sum("stopped"),
    inputTokens: sum("inputTokens"),
    cachedInputTokens: sum("cachedInputTokens"),
    cacheWriteTokens: sum("cacheWriteTokens"),
    outputTokens: sum("outputTokens"),
    reasoningTokens: sum("reasoningTokens"),
    cost: costOf(rows, prices),
    // A rating may be changed in a later step than the one it was counted in.
    feedbackPositive: Math.max(0, sum("feedbackPositive")),
    feedbackNegative: Math.max(0, sum("feedbackNegative")),
    signIns: sum("signIns"),
    registrations: sum("registrations"),
    firstTokenP50Ms: percentile(times, 0.5),
    firstTokenP95Ms: percentile(times, 0.95),
  };
}

function costOf(rows: readonly KeptFigures[], prices: ModelPrices): number | null {
  let cost: number | null = null;
  for (const row of rows) {
    const price = prices.get(row.model);
    if (!price && !hasCost(row)) continue;
    const rest = price ? costOfTokens(unpricedTokens(row), price) : 0;
    cost = (cost ?? 0) + row.countedCost + rest;
  }
  return cost;
}

/** Whether some of the tokens had a price when they were counted. */
export function hasCost(row: KeptFigures): boolean {
  return row.pricedInputTokens + row.pricedOutputTokens > 0;
}

/** The tokens that had no price when they were counted. */
export function unpricedTokens(row: KeptFigures): PricedTokens {
  return {
    inputTokens: row.inputTokens - row.pricedInputTokens,
    cachedInputTokens: row.cachedInputTokens - row.pricedCachedInputTokens,
    cacheWriteTokens: row.cacheWriteTokens - row.pricedCacheWriteTokens,
    outputTokens: row.outputTokens - row.pricedOutputTokens,
  };
}
