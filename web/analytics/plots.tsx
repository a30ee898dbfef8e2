import { For, type JSX, Show } from "solid-js";
import type { AnalyticsView } from "../../shared/analytics.ts";
import { TimeChart } from "../charts/time-chart.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { figureFormats, type FigureFormats } from "./format-figures.ts";
import { type FigureName, timesOf, valuesOf } from "./series-of-view.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** Series in one chart. */
interface PlotKind {
  label: "activity" | "people" | "tokens" | "cost" | "firstToken" | "errors" | "feedback";
  kind: "line" | "bar";
  names: readonly {
    name: FigureName;
    label: Exclude<FigureName, `firstToken${string}`> | "p50" | "p95";
  }[];
  format: keyof FigureFormats;
}

const plain = (...names: Exclude<FigureName, `firstToken${string}`>[]) =>
  names.map((name) => ({ name, label: name }));

const plots: readonly PlotKind[] = [
  {
    label: "activity",
    kind: "line",
    names: plain("messages", "replies", "sessions"),
    format: "count",
  },
  { label: "people", kind: "bar", names: plain("people"), format: "count" },
  { label: "tokens", kind: "line", names: plain("inputTokens", "outputTokens"), format: "many" },
  { label: "cost", kind: "bar", names: plain("cost"), format: "cost" },
  {
    label: "firstToken",
    kind: "line",
    names: [
      { name: "firstTokenP50Ms", label: "p50" },
      { name: "firstTokenP95Ms", label: "p95" },
    ],
    format: "time",
  },
  { label: "errors", kind: "line", names: plain("errors", "stopped"), format: "count" },
  {
    label: "feedback",
    kind: "line",
    names: plain("feedbackPositive", "feedbackNegative"),
    format: "count",
  },
];

/** The figures over time. Omits charts of figures that this server or user does not have. */
export function Plots(props: { view: AnalyticsView }): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  const has = ({ names }: PlotKind) => names.some(({ name }) => (props.view.totals[name] ?? 0) > 0);
  return (
    <div class="grid grid-cols-1 gap-x-8 lg:grid-cols-2">
      <For each={plots}>
        {(plot) => (
          <Show when={has(plot)}>
            <TimeChart
              label={w(plot.label)}
              times={timesOf(props.view)}
              series={plot.names.map(({ name, label }) => ({
                label: w(label),
                values: valuesOf(props.view, name, new Date()),
                kind: plot.kind,
              }))}
              locale={locale()}
              format={(value) => figureFormats(locale())[plot.format](value)}
            />
          </Show>
        )}
      </For>
    </div>
  );
}
