/** A chart to draw, as the app asks for it. */
export interface ChartRequest {
  kind: "vega" | "vega-lite";
  /** The specification, as JSON. */
  source: string;
  dark: boolean;
  /** Language of dates and numbers, as a BCP 47 tag. */
  locale: string;
  /** Address of the script that draws, which a worker loads as well. */
  script: string;
}
