import { focusComposer } from "../composer/focus-composer.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { WaitingActions } from "./waiting-list.tsx";
import type { WaitingMessages } from "./waiting-messages.ts";

/**
 * What a person does with waiting messages, with a toast where the server refuses.
 *
 * @param giveBack puts a text into the composer
 */
export function createWaitingActions(
  waiting: WaitingMessages,
  giveBack: (text: string) => void,
): WaitingActions {
  const { t } = useI18n();
  const { store } = useChat();
  const toasts = useToasts();
  const refused = () => toasts.show({ text: () => t("queue.failed") });

  function take(id: string): void {
    store.unqueue(id).catch(refused);
    focusComposer();
  }

  return {
    sendNow(id) {
      if (waiting.item(id)?.entry) store.retry(id);
      else store.sendNow(id).catch(refused);
      focusComposer();
    },
    edit(id) {
      // Kept with the draft of this thread before the server forgets it.
      giveBack(waiting.item(id)?.text ?? "");
      take(id);
    },
    remove: take,
  };
}
