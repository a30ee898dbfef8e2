import { createEffect, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { Generation } from "../../shared/message.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { createClock } from "../ui/clock.ts";
import { Icon } from "../ui/icons.tsx";
import { duration } from "../ui/message-time.ts";
import { stillWaitingInMs } from "./still-waiting.ts";

/**
 * Three dots that move while nothing has been written, and a word when that takes long: how long
 * the model is busy, where its server says so.
 */
export function Waiting(props: {
  empty: boolean;
  lastTextAt: number;
  /** Unix milliseconds: until when the model server is busy. */
  busyUntil?: number | undefined;
}): JSX.Element {
  const { t } = useI18n();
  const [long, setLong] = createSignal(false);
  createEffect(() => {
    setLong(false);
    const timer = setTimeout(() => setLong(true), stillWaitingInMs(props.lastTextAt, Date.now()));
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <Show when={props.empty || long() || props.busyUntil !== undefined}>
      <div class="flex min-h-7 items-center gap-3 text-sm text-muted">
        <span class="typing flex gap-1" role="img" aria-label={t("chat.typing")}>
          <span class="size-1.5 rounded-full bg-current" />
          <span class="size-1.5 rounded-full bg-current" />
          <span class="size-1.5 rounded-full bg-current" />
        </span>
        <Show
          when={props.busyUntil}
          fallback={
            <Show when={long()}>
              <span>{t("chat.stillWaiting")}</span>
            </Show>
          }
        >
          {(until) => <Busy until={until()} />}
        </Show>
      </div>
    </Show>
  );
}

/** Says that the model is busy, and counts down to the next try (Unix milliseconds). */
function Busy(props: { until: number }): JSX.Element {
  const { t, locale } = useI18n();
  const now = createClock(1_000);
  // The last second is over when the answer comes, not when the clock says so.
  const left = () => Math.max(1_000, props.until - now());
  return <span role="timer">{t("chat.busy", duration(left(), locale()))}</span>;
}

/** Counts down to a moment (Unix milliseconds); silent once it has passed. */
function Countdown(props: { until: number }): JSX.Element {
  const { t, locale } = useI18n();
  const now = createClock(1_000);
  const left = () => props.until - now();
  return <Show when={left() > 0}> {t("error.retryIn", duration(left(), locale()))}</Show>;
}

/** How a reply ended, when it was not simply complete, and the way to try again. */
export function Ending(props: {
  generation: Generation;
  /** Whether it has no words for the reader. */
  empty: boolean;
  /** Unix milliseconds: when the reply failed, as far as this page knows. */
  failedAt: number;
  onRegenerate: (() => void) | null;
}): JSX.Element {
  const { t } = useI18n();
  const notWhole = (): "chat.cutOff" | "chat.thoughtOut" | "chat.filtered" | null => {
    switch (props.generation.finishReason) {
      case "length":
        return props.empty ? "chat.thoughtOut" : "chat.cutOff";
      case "content_filter":
        return "chat.filtered";
      // A refusal is in the model's own words.
      case "refusal":
      case undefined:
        return null;
    }
  };
  // A code of a later version has no words here.
  const sentence = (code: GenerationErrorCode): string | undefined => t(`error.${code}`);
  const again = (label: () => string) => (
    <Show when={props.onRegenerate}>
      {(regenerate) => (
        <Button icon="regenerate" onClick={() => regenerate()()}>
          {label()}
        </Button>
      )}
    </Show>
  );
  return (
    <Switch>
      <Match when={props.generation.status === "stopped"}>
        <p class="flex items-center gap-2 py-1 text-sm text-muted">
          <Icon name="stop" class="size-3.5" />
          {t("chat.stopped")}
        </p>
      </Match>
      <Match when={notWhole()}>
        {(key) => (
          <p class="flex items-center gap-2 py-1 text-sm text-muted">
            <Icon name="stop" class="size-3.5 shrink-0" />
            {t(key())}
          </p>
        )}
      </Match>
      <Match when={props.generation.status === "interrupted"}>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 py-1 text-sm text-muted">
          <span>{t("chat.interrupted")}</span>
          {again(() => t("chat.regenerate"))}
        </div>
      </Match>
      {/* Failed, or ended in a way that only a later version knows. */}
      <Match when={props.generation.status !== "completed"}>
        <div class="my-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card bg-danger-bg px-4 py-3 text-sm">
          <p class="flex min-w-0 flex-1 basis-60 items-start gap-2.5 text-danger">
            <Icon name="alert" class="mt-0.5 size-4.5 shrink-0" />
            <span>
              {sentence(props.generation.error?.code ?? "internal") ?? t("error.internal")}
              <Show when={props.generation.error?.retryAfterMs}>
                {(afterMs) => <Countdown until={props.failedAt + afterMs()} />}
              </Show>
            </span>
          </p>
          {again(() => t("app.retry"))}
        </div>
      </Match>
    </Switch>
  );
}
