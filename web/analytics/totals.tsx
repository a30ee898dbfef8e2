import { For, type JSX } from "solid-js";
import type { AnalyticsView } from "../../shared/analytics.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { figureFormats } from "./format-figures.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

/** The figures of the whole range. */
export function Totals(props: { view: AnalyticsView }): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  /** Figures that are unknown or do not apply get no tile. */
  const tile = (
    label: string,
    value: number | null,
    { write, note = "" }: { write: (value: number) => string; note?: string },
  ) => (value === null ? [] : [{ label, value: write(value), note }]);
  const tiles = () => {
    const { totals } = props.view;
    const { count, many, cost, time } = figureFormats(locale());
    const isOfAll = totals.people !== null;
    const opinions = totals.feedbackPositive + totals.feedbackNegative;
    const p95 = time(totals.firstTokenP95Ms ?? 0);
    return [
      ...tile(w("messages"), totals.messages, { write: count }),
      ...tile(w("sessions"), totals.sessions, { write: count }),
      ...tile(w("people"), totals.people, { write: count }),
      ...tile(w("tokens"), totals.inputTokens + totals.outputTokens, { write: many }),
      ...tile(w("cost"), totals.cost, { write: cost }),
      ...tile(w("errors"), totals.errors, { write: count }),
      ...tile(w("firstToken"), totals.firstTokenP50Ms, {
        write: time,
        note: `${w("median")}; ${w("p95")} ${p95}`,
      }),
      ...tile(w("feedback"), opinions || null, {
        write: count,
        note: `${w("feedbackPositive")} ${count(totals.feedbackPositive)}`,
      }),
      ...tile(w("signIns"), isOfAll ? totals.signIns : null, {
        write: count,
        note: `${w("registrations")} ${count(totals.registrations)}`,
      }),
    ];
  };
  return (
    <dl aria-label={w("totals")} class="mt-6 grid grid-cols-2 gap-3 sm:grid-cols-4">
      <For each={tiles()}>
        {({ label, value, note }) => (
          <div class="rounded-lg border border-line p-3">
            <dt class="text-sm text-muted">{label}</dt>
            <dd class="mt-1 text-xl font-semibold tabular-nums">
              {value}
              <span class="block text-xs font-normal text-muted">{note}</span>
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}
