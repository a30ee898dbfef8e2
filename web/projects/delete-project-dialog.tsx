import { useLocation, useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import type { DeleteProject } from "../../shared/project.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { useProject } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** Asks whether a deleted project takes its chats along. */
export function DeleteProjectDialog(props: DialogEnd & { projectId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useProjectWords();
  const chat = useChat();
  const toasts = useToasts();
  const location = useLocation();
  const navigate = useNavigate();
  // Read once, because the project is gone before the dialog is.
  const name = useProject(() => props.projectId)()?.name ?? "";

  function remove(threads: DeleteProject["threads"]): void {
    const { projectId } = props;
    chat.store.deleteProject(projectId, threads).catch((error: unknown) => {
      const key = failureKey(error, null);
      toasts.show({ text: () => (key ? t(key) : w("delete.failed")) });
    });
    const open = chat.state().threads[location.pathname.slice("/t/".length)];
    const isGone = threads === "delete" && open?.projectId === projectId;
    if (isGone || location.pathname === `/p/${projectId}`) navigate("/", { replace: true });
    props.onClose();
  }

  return (
    <Dialog
      title={w("delete.title")}
      role="alertdialog"
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <p class="text-sm wrap-anywhere text-muted">{w("delete.text", isolate(name))}</p>
      <div class="mt-5 flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={() => props.onClose()}>
          {t("app.cancel")}
        </Button>
        <Button onClick={() => remove("keep")}>{w("delete.keep")}</Button>
        <Button look="danger" onClick={() => remove("delete")}>
          {w("delete.all")}
        </Button>
      </div>
    </Dialog>
  );
}
