import { parse, type Renderers, type TooltipHandler, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { boundSequences } from "./bound-sequences.ts";
import { ChartFailure } from "./chart-failure.ts";
import { chartLocale, localise } from "./chart-locale.ts";
import { createRefusingLoader } from "./chart-loader.ts";
import { createChartLogger } from "./chart-logger.ts";
import type { ChartRequest } from "./chart-request.ts";
import { readChart } from "./read-chart.ts";
import { readLinesWithoutCode } from "./read-lines.ts";
import { findShownData, type ShownData } from "./shown-data.ts";

/** Where and how a chart is drawn. */
export interface DrawOptions {
  renderer: Renderers;
  container?: Element;
  tooltip?: TooltipHandler;
  /** Draws marks without names and values. */
  isPlain: boolean;
}

/** A chart that has been drawn. */
export interface OpenView {
  view: View;
  data: ShownData;
  description: string;
  /** Whether it asks for pictures or links, which it does not get. */
  isBlocked: boolean;
}

/**
 * Draws a chart. Its expressions are interpreted, never compiled to code, and it loads nothing.
 *
 * @throws ChartFailure `address` if its data is elsewhere, `large` if it makes up too much
 * @throws Error what Vega says
 */
export async function openView(request: ChartRequest, options: DrawOptions): Promise<OpenView> {
  const logger = createChartLogger();
  const loader = createRefusingLoader();
  boundSequences();
  readLinesWithoutCode();
  const { spec, config, description } = readChart(request, { logger, isPlain: options.isPlain });
  const runtime = parse(spec, config, { ast: true });
  const { tooltip } = options;
  const view = new View(runtime, {
    renderer: options.renderer,
    loader,
    logger,
    expr: expressionInterpreter,
    ...(tooltip ? { tooltip } : {}),
  });
  if (!runtime.locale) localise(view, chartLocale(request.locale));
  if (description !== "") view.description(description);
  if (options.container) view.initialize(options.container).hover();
  await view.runAsync();
  if (loader.refusedData !== null) throw new ChartFailure("address", loader.refusedData);
  if (logger.firstError) throw logger.firstError;
  return { view, data: findShownData(spec), description, isBlocked: loader.refusedOther };
}
