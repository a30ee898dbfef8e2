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

  /** Resolves with whether it is nowhere any more: it may have been sent a moment ago. */
  async function take(id: string): Promise<boolean> {
    if (waiting.item(id)?.entry) return store.discard(id) !== null;
    return store.unqueue(id).then(
      () => true,
      () => false,
    );
  }

  return {
    sendNow(id) {
      if (waiting.item(id)?.entry) store.retry(id);
      else store.sendNow(id).catch(refused);
    },
    edit(id) {
      const text = waiting.item(id)?.text ?? "";
      void take(id).then((isTaken) => (isTaken ? giveBack(text) : refused()));
    },
    remove: (id) => void take(id).then((isTaken) => isTaken || refused()),
  };
}
