import type { PreviewKind } from "./preview-kind.ts";

/** Whether it is a chart: JSON that Vega draws. */
export function isChart(kind: PreviewKind): kind is "vega" | "vega-lite" {
  return kind === "vega" || kind === "vega-lite";
}
