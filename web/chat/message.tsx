import { type Component, createMemo, createUniqueId, type JSX, Show } from "solid-js";
import { isUnfinished } from "../../client/state/selectors.ts";
import type { RegenerateOptions } from "../../client/message-changes.ts";
import { Dynamic } from "solid-js/web";
import type { FeedbackKind, Message } from "../../shared/message.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useI18n } from "../i18n/i18n.tsx";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import { useChat } from "../state/chat.ts";
import type { Conversation } from "./conversation.ts";
import type { Edits } from "./editing/edits.ts";
import { mayChangeModel } from "./may-change-model.ts";
import { MessageActions } from "./actions/message-actions.tsx";
import { Reply } from "./reply.tsx";
import { Unsent, UserBubble } from "./user-message.tsx";

export interface MessageProps {
  messageId: string;
  conversation: Conversation;
  /** The last message keeps its actions visible. */
  last: boolean;
  /** Undefined until its code is loaded; until then the text is shown plain. */
  markdown: Component<MarkdownProps> | undefined;
  /** Regenerates, and scrolls to the new reply. */
  onRegenerate: (messageId: string, how?: RegenerateOptions) => void;
  workflow: Workflow | null;
  /** Continues a reply that was cut off. */
  onContinue: (messageId: string) => void;
  /** The heading element of each message. */
  heading: "h2" | "h3";
  /** Saves the user's rating of a reply; null where replies are not rated. */
  onFeedback: ((messageId: string, kind: FeedbackKind | null, comment?: string) => void) | null;
  /** Edits messages in place; null where they are not edited. */
  edits: Edits | null;
  /** Discards an unsent message; its text returns to the composer. */
  onDiscard: (messageId: string) => void;
}

/** One message with everything that belongs to it. */
export function MessageView(props: MessageProps): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const headingId = createUniqueId();
  const item = createMemo(() => props.conversation.item(props.messageId));
  const entry = () => item()?.entry ?? null;
  const unsent = () => {
    const own = entry();
    return own && own.state !== "sending" ? own : null;
  };
  const message = createMemo(() => props.conversation.message(props.messageId));
  /** While the message is edited, once the form's code is here. */
  const editor = () => {
    const { edits } = props;
    return edits?.current() === props.messageId && edits.form.component() ? edits : null;
  };
  const status = (of: Message) =>
    entry()?.state ?? (of.role === "user" ? "sent" : (of.generation?.status ?? "queued"));

  const regenerateWith = (of: Message) => {
    const { workflow } = props;
    const model = of.generation?.model;
    if (!workflow || model === undefined || !mayChangeModel(workflow, of)) return null;
    const onChoose = (name: string) => props.onRegenerate(props.messageId, { model: name });
    return { workflow, model, onChoose };
  };

  /** A reply in progress that has versions can be left for one of them, and compared. */
  const hasVersions = () => (item()?.siblings.length ?? 0) > 1;

  return (
    <Show when={message()}>
      {(present) => (
        // The reply of an unsent message is not due yet, so show nothing.
        <Show when={present().role === "user" || !unsent()}>
          <article
            data-testid="message"
            data-role={present().role}
            data-message-id={props.messageId}
            data-status={status(present())}
            aria-labelledby={headingId}
            class="group/message relative flex flex-col"
          >
            <Dynamic component={props.heading} id={headingId} class="sr-only">
              {present().role === "user" ? t("chat.you") : t("chat.assistant")}
            </Dynamic>
            <Show
              when={present().role === "user"}
              fallback={<Reply {...props} message={present()} again={regenerateWith(present())} />}
            >
              <Show
                when={editor()}
                fallback={<UserBubble text={present().text} files={present().attachments} />}
              >
                {(edits) => (
                  <Dynamic
                    component={edits().form.component()}
                    message={present()}
                    edits={edits()}
                  />
                )}
              </Show>
              <Show when={unsent()}>
                {(own) => (
                  <Unsent
                    entry={own()}
                    onRetry={() => chat.store.retry(own().id)}
                    onDiscard={() => props.onDiscard(own().id)}
                  />
                )}
              </Show>
            </Show>
            <Show when={!unsent() && !editor() && (!isUnfinished(present()) || hasVersions())}>
              <div
                class={`min-h-9 coarse:min-h-11 ${present().role === "user" ? "self-end" : "-ms-2"}`}
              >
                {/* They wait for the words: nearly all are hidden until the pointer comes. */}
                <Show when={props.conversation.painted()}>
                  <MessageActions {...props} message={present()} />
                </Show>
              </div>
            </Show>
          </article>
        </Show>
      )}
    </Show>
  );
}
