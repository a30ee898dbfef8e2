import type { AnalyticsView } from "../../shared/analytics.ts";
import type { ModelPrices } from "./model-prices.ts";
import { type KeptFigures, sumFigures } from "./sum-figures.ts";

/** What figures of connections need besides the stored rows. */
export interface ConnectionFacts {
  prices: ModelPrices;
  /** The connection of a model, by the model's full name; null if unknown. */
  connectionOf: (model: string) => string | null;
}

/** By connection, most replies first; those of no known connection come last. */
export function listConnections(
  rows: readonly KeptFigures[],
  { prices, connectionOf }: ConnectionFacts,
): NonNullable<AnalyticsView["connections"]> {
  const named = Map.groupBy(
    rows.filter(({ model }) => model !== ""),
    ({ model }) => connectionOf(model),
  );
  return [...named]
    .map(([connection, its]) => ({ connection, ...sumFigures(its, prices) }))
    .toSorted(
      (a, b) =>
        Number(a.connection === null) - Number(b.connection === null) ||
        b.replies - a.replies ||
        (a.connection ?? "").localeCompare(b.connection ?? ""),
    );
}
