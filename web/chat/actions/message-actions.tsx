import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import { isUnfinished } from "../../../client/state/selectors.ts";
import type { Feedback, FeedbackKind, Message } from "../../../shared/message.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { type Chat, useChat } from "../../state/chat.ts";
import { IconButton } from "../../ui/button.tsx";
import { copyText } from "../../ui/copy-text.ts";
import { Icon } from "../../ui/icons.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import { Late } from "../../ui/late.tsx";
import { messageTime } from "../../ui/message-time.ts";
import type { MessageProps } from "../message.tsx";
import { SiblingSwitch } from "./sibling-switch.tsx";

const loadVersionActions = async () =>
  (await import("../compare/version-actions.tsx")).VersionActions;

const loadRatingComment = async () =>
  (await import("../feedback/rating-comment.tsx")).RatingComment;

const loadMoreMenu = async () => (await import("../more/more-menu.tsx")).MoreMenu;

/** The positive one first. */
const feedbackKinds = ["positive", "negative"] as const satisfies readonly FeedbackKind[];

/** How long the check mark is shown after copying, in milliseconds. */
const copiedLastsMs = 2_000;

/** Copies a message's text. */
export function CopyButton(props: { text: string }): JSX.Element {
  const { t } = useI18n();

  const toasts = useToasts();
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));

  async function copy(): Promise<void> {
    if (!(await copyText(props.text))) {
      toasts.show({ text: () => t("chat.copy.failed") });
      return;
    }
    setCopied(true);
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), copiedLastsMs);
  }

  return (
    <>
      <IconButton
        icon={copied() ? "check" : "copy"}
        label={copied() ? t("chat.copied") : t("chat.copy")}
        iconClass="size-4"
        onClick={() => void copy()}
      />
      <span role="status" class="sr-only">
        {copied() ? t("chat.copied") : ""}
      </span>
    </>
  );
}

/**
 * Thumbs up and down: each replaces the other, and a second click removes the rating. A rating can
 * have a comment.
 */
function FeedbackButtons(props: {
  feedback: Feedback | undefined;
  onFeedback: (kind: FeedbackKind | null, comment?: string) => void;
}): JSX.Element {
  const { t } = useI18n();
  /** The rating that was given here, and not by another tab or before. */
  const [given, setGiven] = createSignal<FeedbackKind | null>(null);
  const kind = () => props.feedback?.kind ?? null;
  function rate(next: FeedbackKind | null): void {
    setGiven(next);
    props.onFeedback(next);
  }
  return (
    <>
      <For each={feedbackKinds}>
        {(each) => (
          <IconButton
            icon={each}
            label={t(`chat.feedback.${each}`)}
            iconClass="size-4"
            class={kind() === each ? "text-fg bg-hover" : ""}
            aria-pressed={kind() === each}
            onClick={() => rate(kind() === each ? null : each)}
          />
        )}
      </For>
      <Show when={kind()} keyed>
        {(rated) => (
          <Late
            load={loadRatingComment}
            given={{
              kind: rated,
              isNew: given() === rated,
              get feedback() {
                return props.feedback;
              },
              onComment: (comment: string) => props.onFeedback(rated, comment),
            }}
          />
        )}
      </Show>
    </>
  );
}

/** What this version of a reply was asked to do differently. */
function Instruction(props: { text: string }): JSX.Element {
  const { t } = useI18n();

  return (
    <p
      data-testid="instruction"
      class="flex max-w-full items-start gap-1.5 px-2.5 pt-1.5 text-xs text-muted"
    >
      <Icon name="regenerate" class="mt-px size-3.5 shrink-0" />
      <span class="sr-only">{t("chat.instruction")}: </span>
      <span class="line-clamp-3 min-w-0 wrap-anywhere" dir="auto" title={props.text}>
        {props.text}
      </span>
    </p>
  );
}

/** The properties of a message's actions. */
export interface MessageActionsProps extends Omit<MessageProps, "markdown"> {
  message: Message;
}

/**
 * The model's name, if it is not the assistant's, or other replies or versions are by another; that
 * of an assistant that was asked for this message alone.
 */
function writtenBy(
  { message, conversation, workflow }: MessageActionsProps,
  { workflows }: Chat,
): string | null {
  const asked = message.generation?.workflowId;
  const assistant = asked && workflows()?.all.find(({ id }) => id === asked);
  if (assistant) return assistant.name;
  const model = message.generation?.model;
  const isOther = (id: string) => (conversation.message(id)?.generation?.model ?? model) !== model;
  const shows =
    (workflow?.model ?? model) !== model ||
    conversation.hasModels() ||
    conversation.item(message.id)?.siblings.some(isOther);
  return model !== undefined && shows ? model : null;
}

/** A failed or interrupted reply has its own button beside the reason. */
function offersRegenerate(message: Message): boolean {
  const status = message.generation?.status;
  const hasEnded = message.role === "assistant" && !isUnfinished(message);
  return hasEnded && status !== "failed" && status !== "interrupted";
}

/** For versions by other models, or as instructed; null for a user's message. */
function versionsOf(props: MessageActionsProps) {
  const { messageId, conversation, workflow, onRegenerate, message } = props;
  if (!workflow || message.role === "user") return null;
  return { messageId, conversation, workflow, onRegenerate, offered: offersRegenerate(message) };
}

/**
 * The actions of a message. They appear under the pointer and with keyboard focus; always on touch
 * screens, and below the last message.
 */
export function MessageActions(props: MessageActionsProps): JSX.Element {
  const chat = useChat();
  const { t, locale } = useI18n();

  const siblings = () => props.conversation.item(props.messageId)?.siblings ?? [];
  const text = () => (isUnfinished(props.message) ? "" : props.message.text);
  const feedback = () =>
    props.message.role === "assistant" && text() !== "" ? props.onFeedback : null;
  return (
    <>
      <Show when={props.message.generation?.instruction}>
        {(instruction) => <Instruction text={instruction()} />}
      </Show>
      <div
        role="group"
        aria-label={t("chat.actions")}
        class={`flex min-h-9 flex-wrap items-center transition-opacity coarse:min-h-11 ${props.last ? "" : "hoverable:not-group-hover/message:not-group-focus-within/message:opacity-0"}`}
      >
        <Show when={siblings().length > 1}>
          <SiblingSwitch
            siblings={siblings()}
            messageId={props.messageId}
            onSelect={(to) => props.conversation.selectSibling(props.messageId, to)}
          />
        </Show>
        <Show when={text() !== ""}>
          <CopyButton text={text()} />
        </Show>
        <Show when={feedback()}>
          {(onFeedback) => (
            <FeedbackButtons
              feedback={props.message.feedback}
              onFeedback={(kind, comment) => onFeedback()(props.messageId, kind, comment)}
            />
          )}
        </Show>
        <Ways {...props} />
        <Show when={writtenBy(props, chat)}>
          {(model) => (
            <span
              class="max-w-48 truncate px-2 text-xs text-muted"
              data-testid="written-by"
              dir="ltr"
              title={model()}
            >
              {model()}
            </span>
          )}
        </Show>
        <time
          datetime={props.message.createdAt}
          class="px-2 text-xs whitespace-nowrap text-muted hoverable:not-group-hover/message:not-group-focus-within/message:opacity-0"
        >
          {messageTime(props.message.createdAt, new Date(), locale())}
        </time>
      </div>
    </>
  );
}

/** The ways to another version of a message. */
function Ways(props: MessageActionsProps): JSX.Element {
  const { t } = useI18n();
  return (
    <>
      <Show when={props.message.role === "user" && props.edits}>
        {(edits) => (
          <IconButton
            icon="pencil"
            label={t("chat.edit")}
            iconClass="size-4"
            data-edit
            onClick={() => edits().begin(props.messageId)}
          />
        )}
      </Show>
      <Show when={offersRegenerate(props.message)}>
        <IconButton
          icon="regenerate"
          label={t("chat.regenerate")}
          iconClass="size-4"
          onClick={() => props.onRegenerate(props.messageId)}
        />
      </Show>
      <Show when={versionsOf(props)}>
        {(versions) => <Late load={loadVersionActions} given={versions()} />}
      </Show>
      <Show when={props.edits && !isUnfinished(props.message)}>
        <Late load={loadMoreMenu} given={props} />
      </Show>
    </>
  );
}
