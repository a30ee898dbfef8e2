import { For, type JSX, Show } from "solid-js";
import type { AnalyticsRange, AnalyticsView } from "../../shared/analytics.ts";
import { stretchAround } from "../../shared/calendar.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { nameStretch } from "./format-figures.ts";
import type { Look } from "./live-view.ts";
import { holdsMoment, neighbourOf } from "./series-of-view.ts";
import { useAnalyticsWords } from "./words/analytics-words.ts";

const ranges = ["day", "week", "month", "year"] as const satisfies readonly AnalyticsRange[];

/** The earliest day with figures. */
const firstDay = "2000-01-01";

/** The displayed range, and links to others. */
export function RangeBar(props: {
  look: Look;
  /** Its figures; null until loaded. */
  view: AnalyticsView | null;
  choose: (look: Look) => void;
}): JSX.Element {
  const w = useAnalyticsWords();
  const { locale } = useI18n();
  // Until the figures are loaded, derive the range from the selection, so that fast clicks go where
  // the user means. Then use the loaded one, which notices midnight.
  const stretch = () => {
    const { range, on } = props.look;
    if (props.view) return props.view;
    const { starts, ends } = stretchAround(range, on === undefined ? new Date() : new Date(on));
    return { range, starts: starts.toISOString(), ends: ends.toISOString() };
  };
  const isNow = () => holdsMoment(stretch(), new Date());
  const step = (direction: "before" | "after") =>
    props.choose({ range: props.look.range, on: neighbourOf(stretch(), direction) });
  return (
    <div class="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div role="group" aria-label={w("range")} class="flex rounded-lg border border-line p-0.5">
        <For each={ranges}>
          {(range) => (
            <button
              type="button"
              aria-pressed={props.look.range === range}
              class="min-h-8 rounded-md px-3 text-sm font-medium text-muted hover:text-fg aria-pressed:bg-bubble aria-pressed:text-fg coarse:min-h-11"
              onClick={() => props.choose({ ...props.look, range })}
            >
              {w(`range.${range}`)}
            </button>
          )}
        </For>
      </div>
      <div class="flex flex-wrap items-center gap-1">
        <IconButton
          icon="previous"
          iconClass="size-5 rtl:-scale-x-100"
          label={w("earlier")}
          disabled={neighbourOf(stretch(), "before") < firstDay}
          onClick={() => step("before")}
        />
        <p aria-live="polite" class="min-w-28 text-center text-sm font-medium">
          {nameStretch(stretch(), withRegion(locale()))}
        </p>
        <IconButton
          icon="next"
          iconClass="size-5 rtl:-scale-x-100"
          label={w("later")}
          disabled={isNow()}
          onClick={() => step("after")}
        />
        <Show when={!isNow()}>
          <Button onClick={() => props.choose({ range: props.look.range })}>{w("now")}</Button>
        </Show>
      </div>
    </div>
  );
}
