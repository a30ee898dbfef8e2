import { type Component, createEffect, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { Refusal } from "../../../account/refusal.tsx";
import { Ending } from "../../../chat/ending.tsx";
import { Waiting } from "../../../chat/reply-status.tsx";
import { ReplyText } from "../../../chat/reply-text.tsx";
import { UserBubble } from "../../../chat/user-message.tsx";
import { useI18n } from "../../../i18n/i18n.tsx";
import type { MarkdownProps } from "../../../markdown/markdown.tsx";
import { isUnfinished } from "../../../../client/state/selectors.ts";
import { Button } from "../../../ui/button.tsx";
import { useEditor } from "../editor-context.ts";
import type { PreviewChat } from "./preview-chat.ts";
import type { PreviewMessage } from "./transcript.ts";

interface PreviewMessagesProps {
  chat: PreviewChat;
  /** Undefined until its code is loaded; until then the text is shown plain. */
  markdown: Component<MarkdownProps> | undefined;
}

/** The messages of the preview, oldest first. */
export function PreviewMessages(props: PreviewMessagesProps): JSX.Element {
  return (
    <div class="flex flex-col gap-4 p-4">
      <For each={props.chat.transcript.messages}>
        {(message) => <PreviewMessageView {...props} message={message} />}
      </For>
    </div>
  );
}

function PreviewMessageView(
  props: PreviewMessagesProps & { message: PreviewMessage },
): JSX.Element {
  const { t } = useI18n();
  const { w } = useEditor();
  const headingId = createUniqueId();
  const isUser = () => props.message.role === "user";
  const status = () =>
    isUser() ? (props.message.problem ? "refused" : "sent") : props.message.generation?.status;
  return (
    <article
      data-testid="preview-message"
      data-role={props.message.role}
      data-status={status() ?? "queued"}
      aria-labelledby={headingId}
      class="flex flex-col"
    >
      <h3 id={headingId} class="sr-only">
        {isUser() ? t("chat.you") : t("chat.assistant")}
      </h3>
      <Show when={isUser()} fallback={<PreviewReply {...props} />}>
        <UserBubble text={props.message.text} files={props.message.attachments} />
        <Show when={props.message.problem}>
          {(problem) => (
            <div
              role="alert"
              class="flex flex-wrap items-center justify-end gap-2 pt-1.5 text-sm text-danger"
            >
              <p>
                {w("preview.notSent")} <Refusal error={problem()} />
              </p>
              <Button icon="regenerate" onClick={() => props.chat.retry()}>
                {t("app.retry")}
              </Button>
            </div>
          )}
        </Show>
      </Show>
    </article>
  );
}

function PreviewReply(props: PreviewMessagesProps & { message: PreviewMessage }): JSX.Element {
  const live = () => isUnfinished(props.message);
  const isLast = () => props.chat.transcript.lastReply()?.id === props.message.id;
  let textAt = Date.now();
  let failedAt = Date.now();
  createEffect(
    on(
      () => props.message.text,
      () => {
        textAt = Date.now();
      },
    ),
  );
  createEffect(
    on(live, () => {
      failedAt = Date.now();
    }),
  );
  return (
    <>
      <ReplyText text={props.message.text} live={live()} markdown={props.markdown} />
      <Show
        when={live()}
        fallback={
          <Show when={props.message.generation}>
            {(generation) => (
              <Ending
                generation={generation()}
                empty={props.message.text === ""}
                failedAt={failedAt}
                onContinue={null}
                onRegenerate={isLast() ? () => props.chat.regenerate() : null}
              />
            )}
          </Show>
        }
      >
        <Waiting empty={props.message.text === ""} lastTextAt={textAt} />
      </Show>
    </>
  );
}
