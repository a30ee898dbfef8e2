import { useLocation, useNavigate } from "@solidjs/router";
import type { ThreadPlace } from "../../shared/thread.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { rememberRow } from "./row-focus.ts";
import { useMenuWords } from "./words/menu-words.ts";

/**
 * Returns how to pin or archive a thread. Archiving leaves its page, and can be undone from a toast.
 */
export function createPlaceChange(threadId: () => string): (place: ThreadPlace) => void {
  const { t } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();

  function set(id: string, place: ThreadPlace): void {
    const returnFocus = rememberRow(id);
    chat.store
      .setPlace(id, place)
      .catch((error: unknown) => {
        const reason = failureKey(error, null);
        toasts.show({ text: () => (reason ? t(reason) : w("thread.failed")) });
      })
      .finally(returnFocus);
  }

  return (place) => {
    const id = threadId();
    const before = chat.state().threads[id]?.place ?? "listed";
    set(id, place);
    if (place !== "archived") return;
    if (location.pathname === `/t/${id}`) navigate("/", { replace: true });
    toasts.show({
      text: () => w("thread.archived"),
      action: { label: () => w("thread.undo"), run: () => set(id, before) },
    });
  };
}
