import { type JSX, Match, Switch } from "solid-js";
import type { OutboxEntry } from "../../client/types.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { createClock } from "../ui/clock.ts";
import { duration } from "../ui/message-time.ts";

/** Why the server does not have a message, and when it is sent; nothing while it is being sent. */
export function UnsentReason(props: { entry: OutboxEntry | null }): JSX.Element {
  const { t } = useI18n();
  const reason = (code: RequestErrorCode) =>
    code === "not_found" && props.entry?.attachments
      ? ("refused.filesGone" as const)
      : (`refused.${code}` as const);
  return (
    <Switch>
      <Match when={props.entry?.state === "waiting" && props.entry.retryAt}>
        {(until) => <Limited until={until()} />}
      </Match>
      <Match when={props.entry?.state === "waiting"}>
        <span class="text-muted">{t("chat.notSent.waiting")}</span>
      </Match>
      <Match when={props.entry?.state === "refused" && props.entry.error}>
        {(error) => (
          <span class="text-danger">
            {t("chat.notSent")}. {t(reason(error().code))}
          </span>
        )}
      </Match>
    </Switch>
  );
}

function Limited(props: { until: number }): JSX.Element {
  const { t, locale } = useI18n();
  const now = createClock(1_000);
  const left = () => Math.max(1, props.until - now());
  return (
    <span class="text-muted tabular-nums" role="timer">
      {t("chat.notSent.limited", duration(left(), locale()))}
    </span>
  );
}
