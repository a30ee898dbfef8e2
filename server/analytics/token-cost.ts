import type { AnalyticsFigures } from "../../shared/analytics.ts";
import type { ModelPrice } from "../../shared/model.ts";
import type { ModelPrices } from "./model-prices.ts";

const million = 1_000_000;

/** Tokens by price. The parts from and into a cache are included in the tokens in. */
export type PricedTokens = Pick<
  AnalyticsFigures,
  "inputTokens" | "cachedInputTokens" | "cacheWriteTokens" | "outputTokens"
>;

/** The cost of tokens in US dollars. Without prices of their own, cached tokens cost what others do. */
export function costOfTokens(tokens: PricedTokens, price: ModelPrice): number {
  const { inputTokens, cachedInputTokens: cached, cacheWriteTokens: written } = tokens;
  const [input, cachedInput, cacheWrite, output] = pricesInOrder(price);
  return (
    ((inputTokens - cached - written) * input +
      cached * cachedInput +
      written * cacheWrite +
      tokens.outputTokens * output) /
    million
  );
}

function pricesInOrder({ input, output, cachedInput, cacheWrite }: ModelPrice) {
  return [input, cachedInput ?? input, cacheWrite ?? input, output] as const;
}

/** Prices as JSON by model, for `costSql`. */
export function writePrices(prices: ModelPrices): string {
  return JSON.stringify(
    Object.fromEntries([...prices].map(([model, price]) => [model, pricesInOrder(price)])),
  );
}

/** SQL of each number of tokens. */
export type TokensSql = Readonly<Record<keyof PricedTokens, string>>;

/**
 * The same as `costOfTokens` in SQL; null where the price is.
 *
 * @param price SQL of a model's element of `writePrices`, as `jsonb`
 */
export function costSql(price: string, tokens: TokensSql): string {
  const { inputTokens, cachedInputTokens: cached, cacheWriteTokens: written } = tokens;
  const at = (place: number) => `(${price} ->> ${place})::float8`;
  return `(((${inputTokens}) - (${cached}) - (${written})) * ${at(0)} + (${cached}) * ${at(1)}
    + (${written}) * ${at(2)} + (${tokens.outputTokens}) * ${at(3)}) / ${million}`;
}
