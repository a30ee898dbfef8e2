import { createSignal, For, type JSX, Show } from "solid-js";
import type { Locale } from "../../shared/locale.ts";
import { withRegion } from "../i18n/region.ts";
import { type ChartSeries, isByDay } from "./chart-data.ts";
import { momentFormat } from "./chart-times.ts";
import { useChartWords } from "./words/chart-words.ts";

/** The same numbers as the chart's, newest first. Its rows are rendered when it is opened. */
export function ChartTable(props: {
  label: string;
  times: readonly number[];
  series: readonly ChartSeries[];
  locale: Locale;
  format: (value: number) => string;
}): JSX.Element {
  const w = useChartWords();
  const [open, setOpen] = createSignal(false);
  const moment = () => momentFormat(withRegion(props.locale), isByDay(props.times));
  const rows = () => props.times.map((_, index) => index).reverse();
  const cell = ({ values }: ChartSeries, index: number) => {
    const value = values[index];
    return value === null || value === undefined ? "–" : props.format(value);
  };
  return (
    <details class="mt-1 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="w-fit cursor-pointer rounded text-muted hover:text-fg">
        {w("table")}
        <span class="sr-only">: {props.label}</span>
      </summary>
      <Show when={open()}>
        <div
          class="mt-2 max-h-72 overflow-auto rounded-lg border border-line"
          role="group"
          aria-label={props.label}
          tabindex="0"
        >
          <table class="w-full text-end">
            <caption class="sr-only">{props.label}</caption>
            <thead class="sticky top-0 bg-subtle">
              <tr>
                <th scope="col" class="px-3 py-1.5 text-start font-medium">
                  {w("time")}
                </th>
                <For each={props.series}>
                  {({ label }) => (
                    <th scope="col" class="px-3 py-1.5 text-end font-medium">
                      {label}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody class="divide-y divide-line">
              <For each={rows()}>
                {(index) => (
                  <tr>
                    <th scope="row" class="px-3 py-1 text-start font-normal whitespace-nowrap">
                      {moment()(props.times[index] ?? 0)}
                    </th>
                    <For each={props.series}>
                      {(series) => (
                        <td class="px-3 py-1 text-end whitespace-nowrap">{cell(series, index)}</td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </details>
  );
}
