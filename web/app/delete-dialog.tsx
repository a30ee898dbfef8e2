import { useLocation, useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import { useDrafts } from "../composer/draft.ts";
import { useAppWords } from "./words/app-words.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { isolate } from "../i18n/isolate.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";

/** Asks before threads are deleted for good, and leaves the page of one that is on the screen. */
export function DeleteDialog(props: DialogEnd & { threadIds: readonly string[] }): JSX.Element {
  const { t } = useI18n();
  const w = useAppWords();
  const chat = useChat();
  const drafts = useDrafts();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();
  // Read once, because the threads are gone before the dialog is.
  const ids = props.threadIds;
  const title = shownTitle(chat.state().threads[ids[0] ?? ""]) ?? t("sidebar.untitled");

  function confirm(): void {
    for (const id of ids) {
      chat.store.delete(id).catch((error: unknown) => {
        const key = failureKey(error, "delete.failed" as const);
        toasts.show({ text: () => t(key) });
      });
      // After the page has read the draft.
      drafts.write(id, "");
      if (location.pathname === `/t/${id}`) navigate("/", { replace: true });
    }
    props.onClose();
  }

  return (
    <Dialog
      title={w("delete.title", ids.length)}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <p class="text-sm break-words text-muted">
        {ids.length === 1 ? w("delete.text", isolate(title)) : w("delete.many", ids.length)}
      </p>
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
