import { createSignal, createUniqueId, type JSX } from "solid-js";
import { shownTitle } from "../../client/state/shown-title.ts";
import { maxTitleLength } from "../../shared/limits.ts";
import { useAppWords } from "./words/app-words.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";

/** Asks for a thread's new title. It shows immediately; a refusal is reported and reverts it. */
export function RenameDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useAppWords();
  const chat = useChat();
  const toasts = useToasts();
  const inputId = createUniqueId();
  const [title, setTitle] = createSignal(shownTitle(chat.state().threads[props.threadId]) ?? "");

  function save(event: SubmitEvent): void {
    event.preventDefault();
    const next = title().trim();
    if (next === "") return;
    chat.store.rename(props.threadId, next).catch((error: unknown) => {
      const key = failureKey(error, "rename.failed" as const);
      toasts.show({ text: () => t(key) });
    });
    props.onClose();
  }

  return (
    <Dialog
      title={w("rename.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <form onSubmit={save}>
        <label for={inputId} class="mb-1 block text-sm font-medium">
          {w("rename.label")}
        </label>
        <input
          id={inputId}
          data-autofocus
          dir="auto"
          value={title()}
          maxLength={maxTitleLength}
          autocomplete="off"
          class="w-full rounded-lg border border-line-strong bg-bg px-3 py-2"
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
        <div class="mt-4 flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>{t("app.cancel")}</Button>
          <Button type="submit" look="primary" disabled={title().trim() === ""}>
            {w("rename.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
