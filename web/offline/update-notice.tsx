import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useFiles } from "../attachments/files.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { useOfflineWords } from "./words/offline-words.ts";

/** How often it is looked whether a reload would disturb, in milliseconds. */
const lookMs = 500;

/**
 * Says that there is a new version, and reloads when the user wants it. Hidden while a reload would
 * disturb: a dialog is open, or a file is on its way. Drafts, their files, queued and unsent messages
 * survive a reload, and a reply goes on.
 */
export function UpdateNotice(): JSX.Element {
  const { t } = useI18n();
  const w = useOfflineWords();
  const files = useFiles();
  const [isDismissed, setDismissed] = createSignal(false);
  const isCalm = () =>
    document.querySelector("[role=dialog], [role=alertdialog]") === null &&
    !files.loaded()?.uploads.isBusy();
  const [calm, setCalm] = createSignal(isCalm());
  const timer = setInterval(() => setCalm(isCalm()), lookMs);
  onCleanup(() => clearInterval(timer));

  return (
    <Show when={calm() && !isDismissed()}>
      <div class="flex items-center justify-center gap-3 border-b border-line bg-subtle py-1.5 ps-4 pe-2 text-sm">
        <p class="min-w-0">{w("update.ready")}</p>
        <Button look="primary" onClick={() => isCalm() && location.reload()}>
          {t("app.reload")}
        </Button>
        <IconButton
          icon="close"
          label={t("toast.dismiss")}
          iconClass="size-4"
          onClick={() => setDismissed(true)}
        />
      </div>
    </Show>
  );
}
