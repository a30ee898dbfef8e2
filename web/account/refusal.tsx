import { type JSX, Match, Switch } from "solid-js";
import type { RequestError } from "../../client/request-error.ts";
import { duration } from "../ui/message-time.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createClock } from "../ui/clock.ts";
import { useAccountWords } from "./words/account-words.ts";

/** The message for a server's refusal; a rate limit counts down. */
export function Refusal(props: {
  error: RequestError;
  /** A message specific to this place. */
  say?: (() => string) | undefined;
}): JSX.Element {
  const { t } = useI18n();
  const w = useAccountWords();
  const sentence = () => {
    const { code } = props.error;
    if (props.say) return props.say();
    if (code === "invalid_input" || code === "too_large") return w("wrong.refused");
    if (code === "conflict") return w("wrong.taken");
    if (code === "not_found") return w("wrong.gone");
    if (code === "forbidden") return w("wrong.forbidden");
    return t(`refused.${code}`);
  };
  return (
    <Switch fallback={sentence()}>
      <Match when={props.error.code === "rate_limited" && props.error.retryAfterMs}>
        {(wait) => <Limited until={Date.now() + wait()} />}
      </Match>
    </Switch>
  );
}

function Limited(props: { until: number }): JSX.Element {
  const { locale } = useI18n();
  const w = useAccountWords();
  const now = createClock(1_000);
  const left = () => Math.max(0, props.until - now());
  return <>{w("wrong.limited", duration(Math.max(1, left()), locale()))}</>;
}
