import { useLocation, useNavigate } from "@solidjs/router";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { useToasts } from "../ui/toasts.tsx";
import { rememberRow } from "./row-focus.ts";
import { useMenuWords } from "./words/menu-words.ts";

/**
 * Returns how to delete threads: they go to the trash, and can be brought back from a toast. A
 * server without a trash deletes for good, so a dialog asks first. Deleting the thread on the
 * screen leaves its page.
 */
export function createThreadDeletion(): (threadIds: readonly string[]) => void {
  const { t } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();
  const openDialog = useDialogs();

  function report(error: unknown): void {
    const key = failureKey(error, "delete.failed" as const);
    toasts.show({ text: () => t(key) });
  }

  async function restore(threadIds: readonly string[], openId: string | undefined): Promise<void> {
    await chat.store.restore(threadIds);
    if (openId !== undefined && location.pathname === "/") navigate(`/t/${openId}`);
  }

  async function trash(threadIds: readonly string[]): Promise<void> {
    const returnFocus = rememberRow(threadIds[0] ?? "");
    const openId = threadIds.find((id) => location.pathname === `/t/${id}`);
    // First, so that the page does not take its draft along to the new chat.
    if (openId !== undefined) navigate("/", { replace: true });
    const moved = chat.store.trash(threadIds);
    const isMoved = await moved.finally(returnFocus);
    if (!isMoved) {
      openDialog({ kind: "delete", threadIds });
      return;
    }
    toasts.show({
      text: () => w("trash.moved", threadIds.length),
      action: {
        label: () => w("thread.undo"),
        run: () => void restore(threadIds, openId).catch(report),
      },
    });
  }

  return (threadIds) => void trash(threadIds).catch(report);
}
