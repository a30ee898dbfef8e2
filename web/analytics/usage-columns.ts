import type { UsageFigures } from "../../shared/analytics.ts";
import type { FigureFormats } from "./format-figures.ts";
import type { TableColumn } from "./scrolling-table.tsx";
import type { useAnalyticsWords } from "./words/analytics-words.ts";

/** How columns are written. */
export interface ColumnText {
  w: ReturnType<typeof useAnalyticsWords>;
  format: FigureFormats;
}

/** The tokens of rows; those from caches and for thinking only if any row has some. */
export function tokenColumns(
  rows: readonly UsageFigures[],
  { w, format }: ColumnText,
): TableColumn<UsageFigures>[] {
  const names = [
    "inputTokens",
    "cachedInputTokens",
    "cacheWriteTokens",
    "outputTokens",
    "reasoningTokens",
  ] as const;
  const isAlways = (name: (typeof names)[number]) =>
    name === "inputTokens" || name === "outputTokens";
  return names
    .filter((name) => isAlways(name) || rows.some((row) => row[name] > 0))
    .map((name) => ({ label: w(name), cell: (row) => format.many(row[name]) }));
}

/** The cost of rows; none if no row has a price. */
export function costColumn(
  rows: readonly UsageFigures[],
  { w, format }: ColumnText,
): TableColumn<UsageFigures>[] {
  if (rows.every(({ cost }) => cost === null)) return [];
  return [
    { label: w("cost"), cell: ({ cost }) => (cost === null ? w("none") : format.cost(cost)) },
  ];
}
