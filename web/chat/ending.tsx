import { type JSX, Match, Show, Switch } from "solid-js";
import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { Generation } from "../../shared/message.ts";
import { AnotherModel } from "../models/another-model.tsx";
import type { AnotherModelProps } from "../models/another-model.tsx";
import { useFailureWords } from "../i18n/failures/failure-words.ts";
import { useReplyWords } from "./reply-words/reply-words.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { createClock } from "../ui/clock.ts";
import { Icon } from "../ui/icons.tsx";
import { duration } from "../ui/message-time.ts";

/** Counts down to a time (Unix milliseconds); shows nothing once it has passed. */
function Countdown(props: { until: number }): JSX.Element {
  const f = useFailureWords();
  const { locale } = useI18n();
  const now = createClock(1_000);
  const left = () => props.until - now();
  return <Show when={left() > 0}> {f("retryIn", duration(left(), locale()))}</Show>;
}

/** The message for an incomplete reply. */
type NotWhole = "chat.cutOff" | "chat.thoughtOut" | "chat.filtered";

/** The properties of a reply's ending. */
export interface EndingProps {
  generation: Generation;
  /** Whether it has no text for the user. */
  empty: boolean;
  /** When the reply failed, as far as this page knows. Unix milliseconds. */
  failedAt: number;
  /** Null for a reply that cannot be continued. */
  onContinue: (() => void) | null;
  onRegenerate: (() => void) | null;
  /** Null if the user cannot choose a model. */
  again: AnotherModelProps | null;
}

/** How an incomplete reply ended, and the ways to go on. */
export function Ending(props: EndingProps): JSX.Element {
  const f = useFailureWords();
  const w = useReplyWords();
  const { t } = useI18n();
  const notWhole = (): NotWhole | null => {
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
  // A code of a later version has no message here.
  const sentence = (code: GenerationErrorCode): string | undefined => f(code);
  const again = (label: () => string) => (
    <Show when={props.onRegenerate}>
      {(regenerate) => (
        <Button icon="regenerate" onClick={() => regenerate()()}>
          {label()}
        </Button>
      )}
    </Show>
  );
  const goOn = () => (
    <Show when={props.onContinue}>
      {(onContinue) => <Button onClick={() => onContinue()()}>{w("chat.continue")}</Button>}
    </Show>
  );
  const early = (key: "chat.stopped" | NotWhole) => (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-2 py-1 text-sm text-muted">
      <p class="flex items-center gap-2">
        <Icon name="stop" class="size-3.5 shrink-0" />
        {w(key)}
      </p>
      {goOn()}
    </div>
  );
  return (
    <Switch>
      <Match when={props.generation.status === "stopped"}>{early("chat.stopped")}</Match>
      <Match when={notWhole()}>{(key) => early(key())}</Match>
      <Match when={props.generation.status === "interrupted"}>
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 py-1 text-sm text-muted">
          <span>{w("chat.interrupted")}</span>
          {goOn()}
          {again(() => t("chat.regenerate"))}
        </div>
      </Match>
      {/* Failed, or ended in a way that only a later version knows. */}
      <Match when={props.generation.status !== "completed"}>
        <div class="my-1 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card bg-danger-bg px-4 py-3 text-sm">
          <p class="flex min-w-0 flex-1 basis-60 items-start gap-2.5 text-danger">
            <Icon name="alert" class="mt-0.5 size-4.5 shrink-0" />
            <span>
              {sentence(props.generation.error?.code ?? "internal") ?? f("internal")}
              <Show when={props.generation.error?.retryAfterMs}>
                {(afterMs) => <Countdown until={props.failedAt + afterMs()} />}
              </Show>
            </span>
          </p>
          <div class="flex flex-wrap gap-2">
            {goOn()}
            {again(() => t("app.retry"))}
            <Show when={props.again}>{(given) => <AnotherModel {...given()} />}</Show>
          </div>
        </div>
      </Match>
    </Switch>
  );
}
