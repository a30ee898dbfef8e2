import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { failureKey } from "../../i18n/failure-key.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { type MenuEntry, MenuButton } from "../../ui/menu.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import { useMoreWords } from "./words/more-words.ts";

export interface MoreMenuProps {
  messageId: string;
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
      navigate(`/t/${await chat.store.fork(props.messageId)}`);
    } catch (error) {
      const key = failureKey(error, "chat.fork.failed" as const);
      toasts.show({ text: () => t(key) });
    }
  }

  const entries = (): readonly MenuEntry[] => [
    { kind: "action", label: w("more.fork"), icon: "fork", run: () => void fork() },
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
