import { useNavigate } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import { newId } from "../../../shared/ids.ts";
import type { WorkflowFile, WorkflowForAdmin } from "../../../shared/workflow.ts";
import { Refusal } from "../../account/refusal.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { useWorkflowWords } from "./words/workflow-words.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { readWorkflowFile } from "./read-workflow-file.ts";

/** Imports an assistant from a file, as a draft. Asks if it already exists. */
export function ImportFile(props: { present: readonly WorkflowForAdmin[] }): JSX.Element {
  const w = useWorkflowWords();
  const { t } = useI18n();
  const chat = useChat();
  const navigate = useNavigate();
  const [wrong, setWrong] = createSignal<RequestError | "no workflow" | null>(null);
  const [asked, setAsked] = createSignal<WorkflowFile | null>(null);
  let input: HTMLInputElement | undefined;

  async function choose(file: File): Promise<void> {
    setWrong(null);
    const read = await readWorkflowFile(file);
    if (!read) setWrong("no workflow");
    else if (props.present.some(({ id }) => id === read.id)) setAsked(read);
    else await take(read, false);
  }
  async function take(file: WorkflowFile, replaces: boolean): Promise<void> {
    setWrong(null);
    try {
      await chat.client.api.admin.workflows.import.mutate({ ...file, replaces });
      navigate(`/admin/workflows/${file.id}`);
    } catch (cause) {
      const error = toRequestError(cause);
      // It was created since this page was opened.
      if (error.code === "conflict" && !replaces) setAsked(file);
      else setWrong(error);
    }
  }
  const refusal = () => {
    const error = wrong();
    if (error === null) return null;
    if (error === "no workflow") return w("import.wrong");
    if (error.fields.length > 0) return w("import.refused", error.fields.join(", "));
    return <Refusal error={error} />;
  };

  return (
    <div class="mt-4">
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={w("import.button")}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
          if (file) void choose(file);
        }}
      />
      <Button icon="document" onClick={() => input?.click()}>
        {w("import.button")}
      </Button>
      <p class="mt-1 text-sm text-muted">{w("import.hint")}</p>
      <p role="alert" class="mt-1 text-sm wrap-anywhere text-danger empty:hidden">
        {refusal()}
      </p>
      <Show when={asked()}>
        {(file) => (
          <ConfirmDialog
            title={w("import.exists.title")}
            text={w("import.exists", nameOf(file(), props.present) || w("list.unnamed"), file().id)}
            stay={t("app.cancel")}
            confirm={w("import.replace")}
            onConfirm={() => void take(file(), true)}
            onClose={() => setAsked(null)}
          >
            <Button
              onClick={() => {
                const copy = { ...file(), id: newId("workflow") };
                setAsked(null);
                void take(copy, false);
              }}
            >
              {w("import.copy")}
            </Button>
          </ConfirmDialog>
        )}
      </Show>
    </div>
  );
}

function nameOf({ id }: WorkflowFile, present: readonly WorkflowForAdmin[]): string {
  return present.find((each) => each.id === id)?.name.trim() ?? "";
}
