import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { useFiles } from "../attachments/files.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { composerFieldId } from "../ui/focus-composer.ts";
import { useOfflineWords } from "./words/offline-words.ts";

/** How often it is looked whether a reload would disturb, in milliseconds. */
const lookMs = 500;

/** What a reload would end: a dialog, or text that is in a form alone. */
const disturbed = "[role=dialog], [role=alertdialog], [data-unsaved]";

/**
 * Says that there is a new version, and reloads when the user wants it. Hidden while a reload would
 * disturb: a dialog is open, a form has text that is not saved, or a file is on its way. Drafts, their
 * files, queued and unsent messages survive a reload, and a reply goes on.
 */
export function UpdateNotice(props: { onDismiss: () => void }): JSX.Element {
  const files = useFiles();
  const isCalm = () =>
    document.querySelector(disturbed) === null && !files.loaded()?.uploads.isBusy();
  const [calm, setCalm] = createSignal(isCalm());
  const timer = setInterval(() => setCalm(isCalm()), lookMs);
  onCleanup(() => clearInterval(timer));
  return (
    <Show when={calm()}>
      <Notice onReload={() => isCalm() && location.reload()} onDismiss={props.onDismiss} />
    </Show>
  );
}

function Notice(props: { onReload: () => void; onDismiss: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useOfflineWords();
  let line: HTMLDivElement | undefined;
  // Its buttons do not take the focus with them.
  onCleanup(() => line?.contains(document.activeElement) && focusPage());
  return (
    <div
      ref={line}
      class="flex items-center justify-center gap-3 border-b border-line bg-subtle py-1.5 ps-4 pe-2 text-sm"
    >
      <p class="min-w-0">{w("update.ready")}</p>
      <Button look="primary" onClick={() => props.onReload()}>
        {t("app.reload")}
      </Button>
      <IconButton
        icon="close"
        label={t("toast.dismiss")}
        iconClass="size-4"
        onClick={() => props.onDismiss()}
      />
    </div>
  );
}

/** Focuses the composer, or the page where it has none or a keyboard would come up. */
function focusPage(): void {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const field = isTouch ? null : document.getElementById(composerFieldId);
  (field ?? document.getElementById("main"))?.focus();
}
