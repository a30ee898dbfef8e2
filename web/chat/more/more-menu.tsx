import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import type { Removal } from "../../../client/message-changes.ts";
import type { Message } from "../../../shared/message.ts";
import { failureKey } from "../../i18n/failure-key.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { focusComposer } from "../../ui/focus-composer.ts";
import { type MenuEntry, MenuButton } from "../../ui/menu.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import type { Conversation } from "../conversation.ts";
import { useMoreWords } from "./words/more-words.ts";

export interface MoreMenuProps {
  message: Message;
  conversation: Conversation;
}

/** What is seldom done with a message. */
export function MoreMenu(props: MoreMenuProps): JSX.Element {
  const { t } = useI18n();
  const w = useMoreWords();
  const chat = useChat();
  const toasts = useToasts();
  const navigate = useNavigate();

  async function fork(): Promise<void> {
    try {
      navigate(`/t/${await chat.store.fork(props.message.id)}`);
    } catch (error) {
      const told = failureKey(error, null);
      toasts.show({ text: () => (told ? t(told) : w("more.fork.failed")) });
    }
  }

  async function undo(removal: Removal): Promise<void> {
    try {
      await chat.store.restoreMessages(removal);
    } catch {
      toasts.show({ text: () => w("more.restore.failed") });
    }
  }

  async function remove(messageId: string): Promise<void> {
    // The button goes with its message.
    focusComposer();
    try {
      const removal = await chat.store.removeMessage(messageId);
      toasts.show({
        text: () => w("more.removed"),
        action: { label: () => w("more.restore"), run: () => void undo(removal) },
      });
    } catch (error) {
      const isBusy = toRequestError(error).code === "conflict";
      const told = failureKey(error, null);
      const key = isBusy ? "more.remove.busy" : "more.remove.failed";
      toasts.show({ text: () => (told ? t(told) : w(key)) });
    }
  }

  const item = () => props.conversation.item(props.message.id);
  const isVersion = () => props.message.role === "assistant" && (item()?.siblings.length ?? 0) > 1;
  /** A version that is followed goes only together with its question. */
  const isLast = () => {
    const last = props.conversation.turnKeys().at(-1);
    return last !== undefined && props.conversation.messageIds(last).at(-1) === props.message.id;
  };
  /** The user message that goes together with its replies; null if nothing would be left. */
  const question = () => {
    const { message, conversation } = props;
    const id = message.role === "user" ? message.id : message.parentId;
    const siblings = id === null ? [] : (conversation.item(id)?.siblings ?? []);
    const isAlone = conversation.turnKeys().length === 1 && siblings.length <= 1;
    return isAlone ? null : id;
  };
  const removals = (): MenuEntry[] => {
    const pair = question();
    const { id } = props.message;
    const look = { kind: "action", icon: "trash", danger: true } as const;
    return [
      ...(isVersion() && isLast()
        ? [{ ...look, label: w("more.remove.version"), run: () => void remove(id) }]
        : []),
      ...(pair === null
        ? []
        : [{ ...look, label: w("more.remove.pair"), run: () => void remove(pair) }]),
    ];
  };
  const entries = (): readonly MenuEntry[] => [
    { kind: "action", label: w("more.fork"), icon: "fork", run: () => void fork() },
    ...removals(),
  ];
  return (
    <MenuButton
      label={w("more.menu")}
      icon="more"
      entries={entries()}
      class="inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11 [&_svg]:size-4"
    />
  );
}
