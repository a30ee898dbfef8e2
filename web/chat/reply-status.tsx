import { createEffect, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { createClock } from "../ui/clock.ts";
import { duration } from "../ui/message-time.ts";
import { stillWaitingInMs } from "./still-waiting.ts";

/**
 * Three animated dots while nothing has been written, and a text when that takes long: how long the
 * model is busy, if its server says so.
 */
export function Waiting(props: {
  empty: boolean;
  lastTextAt: number;
  /** Until when the model server is busy. Unix milliseconds. */
  busyUntil?: number | undefined;
  /** How many other replies a busy model server writes first. */
  ahead?: number | undefined;
}): JSX.Element {
  const { t } = useI18n();
  const [long, setLong] = createSignal(false);
  createEffect(() => {
    setLong(false);
    const timer = setTimeout(() => setLong(true), stillWaitingInMs(props.lastTextAt, Date.now()));
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <Show
      when={props.empty || long() || props.busyUntil !== undefined || props.ahead !== undefined}
    >
      <div class="flex min-h-7 items-center gap-3 text-sm text-muted">
        <span class="typing flex gap-1" role="img" aria-label={t("chat.typing")}>
          <span class="size-1.5 rounded-full bg-current" />
          <span class="size-1.5 rounded-full bg-current" />
          <span class="size-1.5 rounded-full bg-current" />
        </span>
        <Show
          when={props.busyUntil}
          fallback={
            <Show when={long() || props.ahead !== undefined}>
              <span>
                {props.ahead === undefined
                  ? t("chat.stillWaiting")
                  : t("chat.busyAhead", props.ahead)}
              </span>
            </Show>
          }
        >
          {(until) => <Busy until={until()} />}
        </Show>
      </div>
    </Show>
  );
}

/** States that the model is busy, and counts down to the retry (Unix milliseconds). */
function Busy(props: { until: number }): JSX.Element {
  const { t, locale } = useI18n();
  const now = createClock(1_000);
  // Stay at one second until the answer comes.
  const left = () => Math.max(1_000, props.until - now());
  return <span role="timer">{t("chat.busy", duration(left(), locale()))}</span>;
}
