import { useLocation, useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { useDrafts } from "../composer/draft.ts";
import { useAppWords } from "./words/app-words.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { isolate } from "../i18n/isolate.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";

/** Asks before a thread is deleted, and leaves its page if it is on the screen. */
export function DeleteDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useAppWords();
  const chat = useChat();
  const drafts = useDrafts();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();
  // Read once, because the thread is gone before the dialog is.
  const title = chat.state().threads[props.threadId]?.title ?? t("sidebar.untitled");

  function confirm(): void {
    chat.store.delete(props.threadId).catch((error: unknown) => {
      const key = failureKey(error, "delete.failed" as const);
      toasts.show({ text: () => t(key) });
    });
    // After the page has read the draft.
    drafts.write(props.threadId, "");
    if (location.pathname === `/t/${props.threadId}`) navigate("/", { replace: true });
    props.onClose();
  }

  return (
    <Dialog
      title={w("delete.title")}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <p class="text-sm break-words text-muted">{w("delete.text", isolate(title))}</p>
      <div class="mt-5 flex justify-end gap-2">
        <Button data-autofocus onClick={() => props.onClose()}>
          {t("app.cancel")}
        </Button>
        <Button look="danger" onClick={confirm}>
          {t("delete.action")}
        </Button>
      </div>
    </Dialog>
  );
}
