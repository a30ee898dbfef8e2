import { createUniqueId, For, type JSX, Show } from "solid-js";
import type { AnalyticsFigures } from "../../shared/analytics.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { figureFormats } from "./format-figures.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** Figures of one workflow, model or connection. */
export interface FiguresRow extends AnalyticsFigures {
  name: string;
  people?: number | null;
}

/** The figures of several workflows, models or connections, as a table. */
export function FiguresTable(props: {
  title: string;
  /** The heading of the first column. */
  of: string;
  rows: readonly FiguresRow[];
  /** Models and connections have no messages. */
  hasMessages: boolean;
}): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  const id = createUniqueId();
  const columns = () => {
    const format = figureFormats(locale());
    const known = (value: number | null | undefined, write: (value: number) => string) =>
      value === null || value === undefined ? w("none") : write(value);
    const column = (label: string, cell: (row: FiguresRow) => string) => ({ label, cell });
    const { rows } = props;
    const ifAny = (name: "cachedInputTokens" | "reasoningTokens") =>
      rows.some((row) => row[name] > 0) ? [column(w(name), (row) => format.many(row[name]))] : [];
    return [
      ...(props.hasMessages
        ? [
            column(w("messages"), ({ messages }) => format.count(messages)),
            column(w("sessions"), ({ sessions }) => format.count(sessions)),
          ]
        : [column(w("replies"), ({ replies }) => format.count(replies))]),
      ...(rows.some(({ people }) => typeof people === "number")
        ? [column(w("people"), ({ people }) => known(people, format.count))]
        : []),
      column(w("inputTokens"), ({ inputTokens }) => format.many(inputTokens)),
      ...ifAny("cachedInputTokens"),
      column(w("outputTokens"), ({ outputTokens }) => format.many(outputTokens)),
      ...ifAny("reasoningTokens"),
      ...(rows.some(({ cost }) => cost !== null)
        ? [column(w("cost"), ({ cost }) => known(cost, format.cost))]
        : []),
      column(w("column.p50"), (row) => known(row.firstTokenP50Ms, format.time)),
      column(w("column.p95"), (row) => known(row.firstTokenP95Ms, format.time)),
      column(w("errors"), ({ errors }) => format.count(errors)),
    ];
  };
  return (
    <Show when={props.rows.length > 0}>
      <div class="mt-8">
        <h2 id={id} class="text-lg font-semibold">
          {props.title}
        </h2>
        <div
          role="region"
          aria-labelledby={id}
          tabindex="0"
          class="mt-2 overflow-x-auto rounded-lg border border-line"
        >
          <table aria-labelledby={id} class="w-full text-sm">
            <thead class="bg-subtle">
              <tr>
                <th scope="col" class="px-3 py-2 text-start font-medium">
                  {props.of}
                </th>
                <For each={columns()}>
                  {({ label }) => (
                    <th scope="col" class="px-3 py-2 text-end font-medium">
                      {label}
                    </th>
                  )}
                </For>
              </tr>
            </thead>
            <tbody class="divide-y divide-line">
              <For each={props.rows}>
                {(row) => (
                  <tr>
                    <th
                      scope="row"
                      class="max-w-60 min-w-32 px-3 py-2 text-start font-normal wrap-anywhere"
                    >
                      {row.name}
                    </th>
                    <For each={columns()}>
                      {({ cell }) => (
                        <td class="px-3 py-2 text-end whitespace-nowrap tabular-nums">
                          {cell(row)}
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </div>
    </Show>
  );
}
