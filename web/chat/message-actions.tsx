import { createSignal, For, type JSX, onCleanup, Show } from "solid-js";
import type { FeedbackKind } from "../../shared/message.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import { copyText } from "../ui/copy-text.ts";
import { useToasts } from "../ui/toasts.tsx";
import { Late } from "../ui/late.tsx";
import { messageTime } from "../ui/message-time.ts";
import type { VersionActionsProps } from "./compare/version-actions.tsx";
import { loadModule } from "../loading/load-module.ts";

const loadVersionActions = async () =>
  (await loadModule(() => import("./compare/version-actions.tsx"))).VersionActions;

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

/** The selected version has buttons of its own: the focus goes on to the same one. */
function focusStep(messageId: string, step: -1 | 1): void {
  const row = document.querySelector(`[data-message-id="${CSS.escape(messageId)}"]`);
  row?.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus({ preventScroll: true });
}

/** `‹ 2/3 ›`: selects one of a message's versions. */
function SiblingSwitch(props: {
  siblings: readonly string[];
  messageId: string;
  onSelect: (messageId: string) => void;
}): JSX.Element {
  const { t } = useI18n();
  const index = () => props.siblings.indexOf(props.messageId);
  function select(step: -1 | 1): void {
    const target = props.siblings[index() + step];
    if (!target) return;
    props.onSelect(target);
    queueMicrotask(() => focusStep(target, step));
  }
  return (
    <div role="group" aria-label={t("chat.siblings")} class="flex items-center">
      <IconButton
        icon="previous"
        label={t("chat.sibling.previous")}
        iconClass="size-4 rtl:-scale-x-100"
        aria-disabled={index() <= 0}
        data-step="-1"
        onClick={() => select(-1)}
      />
      <span class="min-w-8 text-center text-xs text-muted tabular-nums">
        <span aria-hidden="true">
          {index() + 1}/{props.siblings.length}
        </span>
        <span class="sr-only">
          {t("chat.sibling.position", index() + 1, props.siblings.length)}
        </span>
      </span>
      <IconButton
        icon="next"
        label={t("chat.sibling.next")}
        iconClass="size-4 rtl:-scale-x-100"
        aria-disabled={index() >= props.siblings.length - 1}
        data-step="1"
        onClick={() => select(1)}
      />
    </div>
  );
}

/** Thumbs up and down: each replaces the other, and a second click removes the rating. */
function FeedbackButtons(props: {
  kind: FeedbackKind | null;
  onFeedback: (kind: FeedbackKind | null) => void;
}): JSX.Element {
  const { t } = useI18n();
  return (
    <For each={feedbackKinds}>
      {(kind) => (
        <IconButton
          icon={kind}
          label={t(`chat.feedback.${kind}`)}
          iconClass="size-4"
          class={props.kind === kind ? "text-fg bg-hover" : ""}
          aria-pressed={props.kind === kind}
          onClick={() => props.onFeedback(props.kind === kind ? null : kind)}
        />
      )}
    </For>
  );
}

/** The properties of a message's actions. */
export interface MessageActionsProps {
  messageId: string;
  text: string;
  createdAt: string;
  /** The model that wrote it, if that is worth saying. */
  model: string | null;
  /** For versions by other models; null for a user's message, and until the assistant is known. */
  versions: VersionActionsProps | null;
  siblings: readonly string[];
  always: boolean;
  onRegenerate: (() => void) | null;
  /** Null for messages that cannot be edited, such as replies. */
  onEdit: (() => void) | null;
  onSelectSibling: (messageId: string) => void;
  feedback: FeedbackKind | null;
  /** Null for messages that cannot be rated, such as the user's own. */
  onFeedback: ((kind: FeedbackKind | null) => void) | null;
}

/**
 * The actions of a message. They appear under the pointer and with keyboard focus; always on touch
 * screens, and with `always`.
 */
export function MessageActions(props: MessageActionsProps): JSX.Element {
  const { t, locale } = useI18n();
  return (
    <div
      role="group"
      aria-label={t("chat.actions")}
      class={`flex min-h-9 flex-wrap items-center transition-opacity coarse:min-h-11 ${props.always ? "" : "hoverable:not-group-hover/message:not-group-focus-within/message:opacity-0"}`}
    >
      <Show when={props.siblings.length > 1}>
        <SiblingSwitch
          siblings={props.siblings}
          messageId={props.messageId}
          onSelect={props.onSelectSibling}
        />
      </Show>
      <Show when={props.text !== ""}>
        <CopyButton text={props.text} />
      </Show>
      <Show when={props.onFeedback}>
        {(onFeedback) => (
          <FeedbackButtons kind={props.feedback} onFeedback={(kind) => onFeedback()(kind)} />
        )}
      </Show>
      <Show when={props.onEdit}>
        {(edit) => (
          <IconButton
            icon="pencil"
            label={t("chat.edit")}
            iconClass="size-4"
            data-edit
            onClick={() => edit()()}
          />
        )}
      </Show>
      <Show when={props.onRegenerate}>
        {(regenerate) => (
          <IconButton
            icon="regenerate"
            label={t("chat.regenerate")}
            iconClass="size-4"
            onClick={() => regenerate()()}
          />
        )}
      </Show>
      <Show when={props.versions}>
        {(versions) => <Late load={loadVersionActions} given={versions()} />}
      </Show>
      <Show when={props.model}>
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
        datetime={props.createdAt}
        class="px-2 text-xs whitespace-nowrap text-muted hoverable:not-group-hover/message:not-group-focus-within/message:opacity-0"
      >
        {messageTime(props.createdAt, new Date(), locale())}
      </time>
    </div>
  );
}
