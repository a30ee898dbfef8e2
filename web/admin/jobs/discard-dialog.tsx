import type { JSX } from "solid-js";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, type DialogEnd } from "../../ui/dialog.tsx";
import { useJobWords } from "./words/job-words.ts";

/** Asks before a job is deleted for good. */
export function DiscardDialog(props: DialogEnd & { onDiscard: () => void }): JSX.Element {
  const w = useJobWords();
  const { t } = useI18n();
  return (
    <Dialog
      title={w("discard.title")}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <p class="text-sm text-muted">{w("discard.text")}</p>
      <div class="mt-5 flex justify-end gap-2">
        <Button data-autofocus onClick={() => props.onClose()}>
          {t("app.cancel")}
        </Button>
        <Button
          look="danger"
          onClick={() => {
            props.onDiscard();
            props.onClose();
          }}
        >
          {w("job.discard")}
        </Button>
      </div>
    </Dialog>
  );
}
