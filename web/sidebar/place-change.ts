import { useLocation, useNavigate } from "@solidjs/router";
import type { ThreadPlace } from "../../shared/thread.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";
import { rememberRow } from "./row-focus.ts";
import { useMenuWords } from "./words/menu-words.ts";

/**
 * Returns how to pin or archive threads. Archiving leaves the page of one that is on the screen, and
 * can be undone from a toast.
 */
export function createPlaceChange(): (threadIds: readonly string[], place: ThreadPlace) => void {
  const { t } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();

  function set(ids: readonly string[], place: ThreadPlace): void {
    const [only = ""] = ids;
    const returnFocus = rememberRow(only);
    const moved =
      ids.length === 1 ? chat.store.setPlace(only, place) : chat.store.setPlaces(ids, place);
    moved
      .catch((error: unknown) => {
        const reason = failureKey(error, null);
        toasts.show({ text: () => (reason ? t(reason) : w("thread.failed")) });
      })
      .finally(returnFocus);
  }

  return (ids, place) => {
    const placeOf = (id: string) => chat.state().threads[id]?.place ?? "listed";
    const before = Map.groupBy(ids, placeOf);
    set(ids, place);
    if (place !== "archived") return;
    if (ids.some((id) => location.pathname === `/t/${id}`)) navigate("/", { replace: true });
    toasts.show({
      text: () => w("thread.archived", ids.length),
      action: {
        label: () => w("thread.undo"),
        run: () => before.forEach((some, earlier) => set(some, earlier)),
      },
    });
  };
}
