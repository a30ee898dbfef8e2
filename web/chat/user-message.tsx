import type { JSX } from "solid-js";
import type { OutboxEntry } from "../../client/types.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { UnsentReason } from "./unsent-reason.tsx";

/** What a person said. Shown as typed: it is not Markdown. */
export function UserBubble(props: { text: string }): JSX.Element {
  return (
    <p class="ms-auto w-fit max-w-[85%] rounded-3xl rounded-ee-lg bg-bubble px-4 py-2.5 wrap-anywhere whitespace-pre-wrap">
      {props.text}
    </p>
  );
}

/** Why a message has not reached the server, and what can be done about it. */
export function Unsent(props: {
  entry: OutboxEntry;
  onRetry: () => void;
  onDiscard: () => void;
}): JSX.Element {
  const { t } = useI18n();
  return (
    <div class="flex flex-wrap items-center justify-end gap-2 pt-1.5 text-sm">
      <UnsentReason entry={props.entry} />
      <Button icon="regenerate" onClick={() => props.onRetry()}>
        {t("app.retry")}
      </Button>
      <Button onClick={() => props.onDiscard()}>{t("chat.discard")}</Button>
    </div>
  );
}
