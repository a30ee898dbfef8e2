import { useNavigate } from "@solidjs/router";
import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import { maxProjectNameLength, maxProjects } from "../../shared/limits.ts";
import type { ProjectColor, ProjectIcon } from "../../shared/project-look.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { LookFields } from "./look-fields.tsx";
import { useProject } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** Asks for the name and look of a new project, or of an existing one. */
export function NameDialog(props: DialogEnd & { projectId: string | null }): JSX.Element {
  const { t } = useI18n();
  const w = useProjectWords();
  const chat = useChat();
  const navigate = useNavigate();
  const project = useProject(() => props.projectId ?? undefined);
  const inputId = createUniqueId();
  const [name, setName] = createSignal(project()?.name ?? "");
  const [icon, setIcon] = createSignal<ProjectIcon>(project()?.icon ?? "folder");
  const [color, setColor] = createSignal<ProjectColor | null>(project()?.color ?? null);
  const [problem, setProblem] = createSignal("");
  const [pending, setPending] = createSignal(false);

  async function save(): Promise<void> {
    const wanted = name().trim();
    if (wanted === "" || pending()) return;
    setPending(true);
    try {
      const look = { color: color(), icon: icon() === "folder" ? null : icon() };
      if (props.projectId !== null)
        await chat.store.changeProject(props.projectId, { name: wanted, ...look });
      else navigate(`/p/${await chat.store.createProject(wanted, look)}`);
      props.onClose();
    } catch (cause) {
      const key = failureKey(cause, null);
      const isFull = props.projectId === null && toRequestError(cause).code === "conflict";
      setProblem(isFull ? w("full", maxProjects) : key ? t(key) : w("failed"));
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      title={props.projectId === null ? w("new") : w("edit.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label for={inputId} class="mb-1 block text-sm font-medium">
          {w("name")}
        </label>
        <input
          id={inputId}
          data-autofocus
          dir="auto"
          value={name()}
          maxLength={maxProjectNameLength}
          autocomplete="off"
          class="w-full rounded-lg border border-line-strong bg-bg px-3 py-2"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <LookFields icon={icon()} color={color()} onIcon={setIcon} onColor={setColor} />
        <div role="alert" class="mt-2 text-sm text-danger empty:hidden">
          <Show when={problem()}>{(sentence) => <p>{sentence()}</p>}</Show>
        </div>
        <div class="mt-4 flex justify-end gap-2">
          <Button onClick={() => props.onClose()}>{t("app.cancel")}</Button>
          <Button type="submit" look="primary" disabled={name().trim() === "" || pending()}>
            {props.projectId === null ? w("create") : w("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
