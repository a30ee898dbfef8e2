import { type Component, createMemo, createUniqueId, type JSX, Show } from "solid-js";
import { isUnfinished } from "../../client/state/selectors.ts";
import { Dynamic } from "solid-js/web";
import type { FeedbackKind, Message } from "../../shared/message.ts";
import type { Workflow } from "../../shared/workflow.ts";
import { useI18n } from "../i18n/i18n.tsx";
import type { MarkdownProps } from "../markdown/markdown.tsx";
import { useChat } from "../state/chat.ts";
import type { Conversation } from "./conversation.ts";
import type { Edits } from "./editing/edits.ts";
import { mayChangeModel } from "./may-change-model.ts";
import { MessageActions } from "./message-actions.tsx";
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
  onRegenerate: (messageId: string, model?: string) => void;
  workflow: Workflow | null;
  /** Continues a reply that was cut off. */
  onContinue: (messageId: string) => void;
  /** The heading element of each message. */
  heading: "h2" | "h3";
  /** Saves the user's rating of a reply; null where replies are not rated. */
  onFeedback: ((messageId: string, kind: FeedbackKind | null) => void) | null;
  /** Edits messages in place; null where they are not edited. */
  edits: Edits | null;
  /** Discards an unsent message; its text returns to the composer. */
  onDiscard: (messageId: string) => void;
}

/** A failed or interrupted reply has its own button beside the reason. */
function offersRegenerate(message: Message): boolean {
  const status = message.generation?.status;
  const hasEnded = message.role === "assistant" && !isUnfinished(message);
  return hasEnded && status !== "failed" && status !== "interrupted";
}

function takesFeedback(message: Message): boolean {
  return message.role === "assistant" && message.text !== "" && !isUnfinished(message);
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
  const giveFeedback = () => {
    const { onFeedback } = props;
    return onFeedback && ((kind: FeedbackKind | null) => onFeedback(props.messageId, kind));
  };
  const edit = () => {
    const { edits } = props;
    return edits && (() => edits.begin(props.messageId));
  };
  /** While the message is edited, once the form's code is here. */
  const editor = () => {
    const { edits } = props;
    return edits?.current() === props.messageId && edits.form.component() ? edits : null;
  };
  const status = (of: Message) =>
    entry()?.state ?? (of.role === "user" ? "sent" : (of.generation?.status ?? "queued"));

  /**
   * The model's name, if it is not the assistant's, or other replies or versions are by another;
   * that of an assistant that was asked for this message alone.
   */
  const writtenBy = (of: Message) => {
    const asked = of.generation?.workflowId;
    const assistant = asked && chat.workflows()?.all.find(({ id }) => id === asked);
    if (assistant) return assistant.name;
    const model = of.generation?.model;
    const isOther = (id: string) =>
      (props.conversation.message(id)?.generation?.model ?? model) !== model;
    const shows =
      (props.workflow?.model ?? model) !== model ||
      props.conversation.hasModels() ||
      item()?.siblings.some(isOther);
    return model !== undefined && shows ? model : null;
  };

  const regenerateWith = (of: Message) => {
    const { workflow } = props;
    const model = of.generation?.model;
    if (!workflow || model === undefined || !mayChangeModel(workflow, of)) return null;
    const onChoose = (name: string) => props.onRegenerate(props.messageId, name);
    return { workflow, model, onChoose };
  };

  const versions = (of: Message) => {
    const { messageId, conversation, workflow, onRegenerate } = props;
    if (!workflow || of.role === "user") return null;
    return { messageId, conversation, workflow, onRegenerate, offered: offersRegenerate(of) };
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
                <MessageActions
                  messageId={props.messageId}
                  text={isUnfinished(present()) ? "" : present().text}
                  createdAt={present().createdAt}
                  model={writtenBy(present())}
                  versions={versions(present())}
                  siblings={item()?.siblings ?? []}
                  always={props.last}
                  onRegenerate={
                    offersRegenerate(present()) ? () => props.onRegenerate(props.messageId) : null
                  }
                  onEdit={present().role === "user" ? edit() : null}
                  feedback={present().feedback?.kind ?? null}
                  onFeedback={takesFeedback(present()) ? giveFeedback() : null}
                  onSelectSibling={(to) => props.conversation.selectSibling(props.messageId, to)}
                />
              </div>
            </Show>
          </article>
        </Show>
      )}
    </Show>
  );
}
