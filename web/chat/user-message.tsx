import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { OutboxEntry } from "../../client/types.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { useFiles } from "../attachments/files.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button } from "../ui/button.tsx";
import { keepLoading } from "../ui/on-demand.ts";
import { UnsentReason } from "./unsent-reason.tsx";

/** A user's message, shown as typed: it is not Markdown. With files, it may have no text. */
export function UserBubble(props: {
  text: string;
  files?: readonly Attachment[] | undefined;
}): JSX.Element {
  return (
    <>
      <Show when={props.files}>{(files) => <MessageFiles files={files()} />}</Show>
      <Show when={props.text !== ""}>
        <p class="ms-auto w-fit max-w-[85%] rounded-3xl rounded-ee-lg bg-bubble px-4 py-2.5 wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]">
          {props.text}
        </p>
      </Show>
    </>
  );
}

function MessageFiles(props: { files: readonly Attachment[] }): JSX.Element {
  const { list } = useFiles();
  keepLoading(list);
  return (
    <Show when={list.component()} fallback={<div class="h-14" />}>
      {(component) => <Dynamic component={component()} files={props.files} />}
    </Show>
  );
}

/** Why a message has not reached the server, and the possible actions. */
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
