import { type JSX, onMount, untrack } from "solid-js";
import type { Message } from "../../../shared/message.ts";
import { createComposerFiles } from "../../attachments/composer-files.ts";
import { useFiles } from "../../attachments/files.ts";
import { Composer } from "../../composer/composer.tsx";
import { createDraft, useDrafts } from "../../composer/draft.ts";
import { keyIntent } from "../../composer/key-intent.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { focusComposer } from "../../ui/focus-composer.ts";
import type { Edits } from "./edits.ts";
import { useEditWords } from "./words/edit-words.ts";

export interface EditFormProps {
  /** The message as it was sent. */
  message: Message;
  edits: Edits;
}

/** The id of the form's text field. */
const fieldId = "edited-message";

/** Edits a message in its place; the draft survives a reload, as the composer's does. */
export function EditForm(props: EditFormProps): JSX.Element {
  const { t } = useI18n();
  const w = useEditWords();
  const allFiles = useFiles();
  // Neither changes while the form is here, and both are needed when it is about to go.
  const { edits, message } = untrack(() => ({ ...props }));
  const { id, text, attachments: sentFiles = [] } = message;
  const draftId = `${id}.edit`;
  const draft = createDraft(useDrafts(), () => draftId);
  const files = createComposerFiles(
    () => draftId,
    () => edits.room(),
  );
  let form: HTMLDivElement | undefined;

  if (draft.text() === "") {
    draft.write(text);
    const workflowId = edits.room()?.workflowId;
    if (!allFiles.has(draftId)) allFiles.giveBack(draftId, { files: sentFiles, workflowId });
  }
  onMount(() => {
    const field = form?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  });

  function send(wording: string): void {
    const attachments = files.loaded()?.uploads.take(draftId) ?? [];
    edits.end();
    edits.send(id, { text: wording, attachments });
    focusComposer();
  }

  function cancel(): void {
    draft.write("");
    const uploads = files.loaded()?.uploads;
    // The server keeps those that the message has.
    for (const fileId of uploads?.ids(draftId) ?? []) uploads?.remove(fileId);
    edits.end();
    document.querySelector<HTMLElement>(`[data-message-id="${id}"] [data-edit]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (keyIntent(event, false) !== "stop") return;
    // Escape would also stop a reply in progress.
    event.preventDefault();
    cancel();
  }

  return (
    <div ref={form} data-testid="edit-form" onKeyDown={onKeyDown}>
      <Composer
        draft={draft}
        fieldId={fieldId}
        label={w("label")}
        placeholder=""
        obstacle={files.obstacle()}
        awaited={false}
        onStop={null}
        onSend={send}
        files={files}
      />
      <div class="flex justify-end py-1.5">
        <Button onClick={cancel}>{t("app.cancel")}</Button>
      </div>
    </div>
  );
}
