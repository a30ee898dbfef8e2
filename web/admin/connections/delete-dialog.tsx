import type { JSX } from "solid-js";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, type DialogEnd } from "../../ui/dialog.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** Asks before a connection is deleted. */
export function DeleteDialog(props: DialogEnd & { id: string; onDelete: () => void }): JSX.Element {
  const w = useConnectionWords();
  const { t } = useI18n();
  return (
    <Dialog
      title={w("delete.title", props.id)}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <p class="text-sm text-muted">{w("delete.text")}</p>
      <div class="mt-5 flex justify-end gap-2">
        <Button data-autofocus onClick={() => props.onClose()}>
          {t("app.cancel")}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            props.onDelete();
            props.onClose();
          }}
        >
          {w("delete")}
        </Button>
      </div>
    </Dialog>
  );
}
