import type { Spec } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { ChartFailure } from "./chart-failure.ts";
import type { ChartRequest } from "./chart-request.ts";
import { checkMarks } from "./check-marks.ts";
import { liteConfig, vegaConfig } from "./chart-theme.ts";
import type { ChartLogger } from "./chart-logger.ts";

/** A chart that can be drawn. */
export interface ReadChart {
  spec: Spec;
  config: object;
  /** What the chart is called, for people who do not see it; empty if it does not say. */
  description: string;
}

type Json = Readonly<Record<string, unknown>>;

const notJson = "A chart is a JSON object.";

/** Any object may be a specification: what is wrong with it, Vega says. */
const isSpec = (value: object): value is Spec => !Array.isArray(value);
const isLiteSpec = (value: object): value is TopLevelSpec => !Array.isArray(value);
const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a specification and compiles it to Vega.
 *
 * @throws ChartFailure `wrong` for text that is no chart
 * @throws Error what the compiler says
 */
export function readChart(
  request: ChartRequest,
  { logger, isPlain }: { logger: ChartLogger; isPlain: boolean },
): ReadChart {
  const found = parse(request.source);
  const description = textIn(found, "description") || titleText(found);
  const colours = { dark: request.dark, background: backgroundOf(found), isPlain };
  if (isVega(request, found) && isSpec(found))
    return { spec: found, config: vegaConfig(colours), description };
  const whole = filling(found);
  checkMarks(whole);
  if (!isLiteSpec(whole)) throw new ChartFailure("wrong", notJson);
  const { spec } = compile(whole, { config: liteConfig(colours), logger });
  return { spec, config: {}, description };
}

function parse(source: string): Json {
  // No data has this name, which would change its object's prototype.
  const found: unknown = JSON.parse(source, (key, value: unknown) =>
    key === "__proto__" ? undefined : value,
  );
  if (!isJson(found)) throw new ChartFailure("wrong", notJson);
  return found;
}

/** The schema that a chart names wins over the word after its fence. */
function isVega({ kind }: ChartRequest, found: Json): boolean {
  const schema = textIn(found, "$schema");
  if (schema.includes("/vega-lite/")) return false;
  return schema.includes("/vega/") || kind === "vega";
}

/** Views that are laid out by their parts, whose width is not the chart's. */
const composed = ["facet", "repeat", "concat", "hconcat", "vconcat", "spec"];
const channels = ["facet", "row", "column"];

/** A single view without a width is as wide as the preview. */
function filling(found: Json): Json {
  const encoding = found["encoding"];
  const isFaceted = isJson(encoding) && channels.some((key) => key in encoding);
  if ("width" in found || isFaceted || composed.some((key) => key in found)) return found;
  return { ...found, width: "container" };
}

function titleText(found: Json): string {
  const title = found["title"];
  if (typeof title === "string") return title;
  if (Array.isArray(title)) return title.join(" ");
  return isJson(title) ? titleText({ title: title["text"] }) : "";
}

function backgroundOf(found: Json): string {
  const config = found["config"];
  return textIn(found, "background") || (isJson(config) ? textIn(config, "background") : "");
}

function textIn(found: Json, key: string): string {
  const value = found[key];
  return typeof value === "string" ? value : "";
}
