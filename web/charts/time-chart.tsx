import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  Show,
} from "solid-js";
import type { Locale } from "../../shared/locale.ts";
import "./chart.css";
import { lookOf } from "./chart-colours.ts";
import { type ChartSeries, hasValues, isWhole, latestAndHighest } from "./chart-data.ts";
import { ChartTable } from "./chart-table.tsx";
import { useChartWords } from "./words/chart-words.ts";
import type { Plot } from "./plot.ts";

export interface TimeChartProps {
  /** The title, such as "Waiting jobs". */
  label: string;
  /** The unit of the values, for the caption; omitted if the label says it. */
  unit?: string;
  /** Unix times in seconds, ascending. */
  times: readonly number[];
  /** Each with one value per time. */
  series: readonly ChartSeries[];
  locale: Locale;
  /** Formats a value; plain numbers by default. */
  format?: (value: number) => string;
}

/**
 * Series over time, as a chart and, on demand, as a table. The drawing code is loaded with the
 * first chart, so pages with charts load without it.
 */
export function TimeChart(props: TimeChartProps): JSX.Element {
  const w = useChartWords();
  const [point, setPoint] = createSignal<number | null>(null);
  const [failed, setFailed] = createSignal(false);
  const format = (value: number) =>
    props.format ? props.format(value) : new Intl.NumberFormat(props.locale).format(value);
  const data = () => ({ times: props.times, series: props.series });
  const summary = () =>
    props.series
      .flatMap(({ label, values }) => {
        const found = latestAndHighest(values);
        return found ? [w("summary", label, format(found.latest), format(found.highest))] : [];
      })
      .join("; ");

  return (
    <figure class="chart mt-6" aria-label={props.label}>
      <figcaption class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span class="font-medium">
          {props.label}
          <Show when={props.unit}>
            {(unit) => <span class="font-normal text-muted"> ({unit()})</span>}
          </Show>
        </span>
        <Show when={hasValues(data()) && (props.series.length > 1 || point() !== null)}>
          <Legend series={props.series} point={point()} format={format} />
        </Show>
      </figcaption>
      <Show when={hasValues(data())} fallback={<p class="mt-2 text-sm text-muted">{w("empty")}</p>}>
        <Show when={!failed()} fallback={<p class="mt-2 text-sm text-muted">{w("failed")}</p>}>
          <PlotArea
            {...data()}
            label={`${props.label}. ${summary()}`}
            locale={props.locale}
            format={format}
            onPoint={setPoint}
            onFail={() => setFailed(true)}
          />
        </Show>
        <ChartTable {...data()} label={props.label} locale={props.locale} format={format} />
      </Show>
    </figure>
  );
}

/** The legend, with each series' value under the pointer. */
function Legend(props: {
  series: readonly ChartSeries[];
  point: number | null;
  format: (value: number) => string;
}): JSX.Element {
  const valueOf = (series: ChartSeries) => {
    const value = props.point === null ? null : series.values[props.point];
    return value === null || value === undefined ? "" : ` ${props.format(value)}`;
  };
  return (
    <ul class="flex flex-wrap gap-x-4 text-sm text-muted">
      <For each={props.series}>
        {(series, index) => (
          <li class="flex items-center gap-1.5">
            <svg viewBox="0 0 24 8" class="h-2 w-6" aria-hidden="true">
              <line
                x1="0"
                x2="24"
                y1="4"
                y2="4"
                stroke={`var(${lookOf(index()).colour})`}
                stroke-width={series.kind === "bar" ? 8 : 2}
                stroke-dasharray={series.kind === "bar" ? "none" : lookOf(index()).dash.join(" ")}
              />
            </svg>
            {series.label}
            {valueOf(series)}
          </li>
        )}
      </For>
    </ul>
  );
}

/** The drawing, which screen readers read as one sentence. */
function PlotArea(props: {
  label: string;
  times: readonly number[];
  series: readonly ChartSeries[];
  locale: Locale;
  format: (value: number) => string;
  onPoint: (index: number | null) => void;
  onFail: () => void;
}): JSX.Element {
  let area: HTMLDivElement | undefined;
  let left = false;
  let plot: Plot | undefined;
  const data = () => ({ times: props.times, series: props.series });
  /** What a drawn chart cannot change. */
  const structure = createMemo(() =>
    JSON.stringify([
      props.locale,
      isWhole(data()),
      ...props.series.map(({ label, kind }) => [kind, label]),
    ]),
  );

  async function draw(): Promise<void> {
    try {
      const { drawPlot } = await import("./plot.ts");
      if (left || !area) return;
      plot?.[Symbol.dispose]();
      plot = drawPlot(area, {
        data: data(),
        locale: props.locale,
        format: props.format,
        onPoint: props.onPoint,
      });
    } catch {
      props.onFail();
    }
  }
  createEffect(on(structure, () => void draw()));
  createEffect(on(data, (changed) => plot?.show(changed), { defer: true }));
  onCleanup(() => {
    left = true;
    plot?.[Symbol.dispose]();
  });
  return <div ref={area} role="img" aria-label={props.label} class="mt-2 h-50 w-full min-w-0" />;
}
