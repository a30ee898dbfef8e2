import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Locale } from "../../shared/locale.ts";
import { withRegion } from "../i18n/region.ts";
import { onThemeChange } from "../theme/on-theme-change.ts";
import { lookOf, styleReader } from "./chart-colours.ts";
import { type ChartData, isWhole } from "./chart-data.ts";
import { axisTimes } from "./chart-times.ts";

/** How to draw a chart, besides its values. */
export interface PlotOptions {
  data: ChartData;
  locale: Locale;
  /** Formats a value, with its unit if it has one. */
  format: (value: number) => string;
  /** Called with the index of the point under the pointer, or null. */
  onPoint: (index: number | null) => void;
}

/** A drawn chart. Give it new values of the same series, or dispose it. */
export interface Plot extends Disposable {
  show(data: ChartData): void;
}

const heightPx = 200;

/** Room for one line below the drawing. */
const axisHeightPx = 28;

/** Half the width of the widest label of the time axis, which is below the last point. */
const lastLabelPx = 28;

/** Maximum width of a digit on an axis, in pixels. */
const digitPx = 7;

/** Whole steps of an axis of counts: 1, 2 or 5 times a power of ten. */
const wholeSteps = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

/** Draws series over time into the element, at its width, in the theme's colours. */
export function drawPlot(element: HTMLElement, options: PlotOptions): Plot {
  const plot = new uPlot(plotOptions(element, options), alignedData(options.data), element);
  const resizing = new ResizeObserver(() =>
    plot.setSize({ width: Math.max(1, element.clientWidth), height: heightPx }),
  );
  resizing.observe(element);
  const endTheme = onThemeChange(() => plot.redraw(false, true));
  return {
    show: (data) => plot.setData(alignedData(data)),
    [Symbol.dispose]() {
      endTheme();
      resizing.disconnect();
      plot.destroy();
    },
  };
}

function alignedData({ times, series }: ChartData): uPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])];
}

function plotOptions(element: HTMLElement, options: PlotOptions): uPlot.Options {
  const style = styleReader(element);
  const { data, onPoint } = options;
  const hasBars = data.series.some(({ kind }) => kind === "bar");
  return {
    width: Math.max(1, element.clientWidth),
    height: heightPx,
    padding: [8, lastLabelPx, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false } },
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    scales: {
      x: {
        range: ({ data: shown }, min, max) =>
          hasBars ? roomForBars(shown, [min, max]) : [min, max],
      },
      y: { range: (_, _min, max) => [0, topOf(max)] },
    },
    axes: axes(style, options),
    series: [{}, ...data.series.map((_, index) => seriesOptions(style, data, index))],
  };
}

/** The first and last bar extend half a step beyond their times. */
function roomForBars([times]: uPlot.AlignedData, [min, max]: [number, number]): [number, number] {
  const [first, second] = times;
  if (first === undefined || second === undefined) return [min, max];
  const half = (second - first) / 2;
  return [min - half, max + half];
}

/** Room above the highest value; an axis from 0 to 0 would have no ticks. */
function topOf(max: number | null): number {
  if (max === null || max <= 0) return 1;
  return max * 1.1;
}

function seriesOptions(
  style: (property: string) => string,
  { series }: ChartData,
  index: number,
): uPlot.Series {
  const look = lookOf(index);
  const colour = () => style(look.colour);
  const bars = series[index]?.kind === "bar" ? uPlot.paths.bars?.({ size: [0.8, 40] }) : undefined;
  return {
    label: series[index]?.label ?? "",
    stroke: colour,
    width: bars ? 0 : 2,
    ...(bars ? { paths: bars, fill: colour, points: { show: false } } : { dash: [...look.dash] }),
  };
}

function axes(
  style: (property: string) => string,
  { data, locale, format }: PlotOptions,
): uPlot.Axis[] {
  const look = {
    stroke: () => style("--fg-muted"),
    font: `12px ${getComputedStyle(document.body).fontFamily}`,
    ticks: { show: false },
  };
  const grid = { stroke: () => style("--border"), width: 1 };
  return [
    {
      ...look,
      space: 80,
      size: axisHeightPx,
      grid: { show: false },
      values: (_, marks) => axisTimes(withRegion(locale), marks),
    },
    {
      ...look,
      grid,
      ...(isWhole(data) ? { incrs: wholeSteps } : {}),
      values: (_, marks) => marks.map(format),
      size: (_, labels) => 16 + digitPx * Math.max(0, ...(labels ?? []).map((l) => l.length)),
    },
  ];
}
