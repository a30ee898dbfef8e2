import { focusComposer } from "../ui/focus-composer.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import type { Wording } from "../../client/types.ts";
import type { WaitingActions } from "./waiting-list.tsx";
import type { WaitingMessages } from "./waiting-messages.ts";

/**
 * The user's actions on queued messages; shows a toast when the server refuses.
 *
 * @param giveBack puts unsent content into the composer
 */
export function createWaitingActions(
  waiting: WaitingMessages,
  giveBack: (wording: Wording) => void,
): WaitingActions {
  const { t } = useI18n();
  const { store, client } = useChat();
  const toasts = useToasts();
  const refused = (error: unknown) => {
    const key = failureKey(error, "queue.failed" as const);
    toasts.show({ text: () => t(key) });
  };

  async function take(id: string): Promise<void> {
    focusComposer();
    try {
      await store.unqueue(id);
    } catch (error) {
      refused(error);
    }
  }

  return {
    sendNow(id) {
      if (waiting.item(id)?.entry) store.retry(id);
      else store.sendNow(id).catch(refused);
      focusComposer();
    },
    edit(id) {
      // Stored with this thread's draft before the server forgets it.
      const item = waiting.item(id);
      if (item) giveBack(item);
      void take(id);
    },
    remove(id) {
      const files = waiting.item(id)?.attachments ?? [];
      void take(id).then(() => {
        for (const { id: attachmentId } of files)
          // A file that a message uses stays as it is.
          client.api.attachments.delete.mutate({ attachmentId }).catch(() => {});
      });
    },
  };
}
