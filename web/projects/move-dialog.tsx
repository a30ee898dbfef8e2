import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { maxProjectNameLength } from "../../shared/limits.ts";
import { failureKey } from "../i18n/failure-key.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { Icon, type IconName } from "../ui/icons.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { useProjects } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** Asks which project a chat moves to: one of the list, a new one, or none. */
export function MoveDialog(props: DialogEnd & { threadId: string }): JSX.Element {
  const { t } = useI18n();
  const w = useProjectWords();
  const chat = useChat();
  const toasts = useToasts();
  const projects = useProjects();
  const [wanted, setWanted] = createSignal("");
  const current = () => chat.threadState().threads[props.threadId]?.projectId;
  const text = () => wanted().trim();
  const found = createMemo(() => {
    const part = text().toLocaleLowerCase();
    return projects().filter(({ name }) => name.toLocaleLowerCase().includes(part));
  });
  const isNew = () => text() !== "" && found().every(({ name }) => name !== text());

  async function move(target: () => Promise<string> | string | null, name: string): Promise<void> {
    const { threadId } = props;
    props.onClose();
    try {
      const projectId = await target();
      await chat.store.setProject(threadId, projectId);
      const said = projectId === null ? w("move.out") : w("move.moved", isolate(name));
      toasts.show({ text: () => said });
    } catch (cause) {
      const key = failureKey(cause, null);
      toasts.show({ text: () => (key ? t(key) : w("move.failed")) });
    }
  }
  const create = () => move(() => chat.store.createProject(text()), text());

  return (
    <Dialog
      title={w("move.title")}
      onClose={() => props.onClose()}
      onClosed={() => props.onClosed()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const [first] = found();
          if (first && text() !== "") void move(() => first.id, first.name);
          else if (isNew()) void create();
        }}
      >
        <input
          type="search"
          data-autofocus
          aria-label={w("move.search")}
          placeholder={w("move.search")}
          dir="auto"
          autocomplete="off"
          maxLength={maxProjectNameLength}
          value={wanted()}
          class="w-full rounded-lg border border-line-strong bg-bg px-3 py-2"
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </form>
      <ul class="-mx-2 mt-2 flex max-h-[50dvh] flex-col gap-0.5 overflow-y-auto p-px">
        <For each={found()}>
          {(project) => (
            <Target
              icon="folder"
              name={project.name}
              isCurrent={project.id === current()}
              onChoose={() => void move(() => project.id, project.name)}
            />
          )}
        </For>
        <Show when={isNew()}>
          <Target
            icon="plus"
            name={w("move.create", isolate(text()))}
            isCurrent={false}
            onChoose={() => void create()}
          />
        </Show>
        <Show when={current() !== undefined && text() === ""}>
          <Target
            icon="close"
            name={w("move.none")}
            isCurrent={false}
            onChoose={() => void move(() => null, "")}
          />
        </Show>
      </ul>
    </Dialog>
  );
}

function Target(props: {
  icon: IconName;
  name: string;
  isCurrent: boolean;
  onChoose: () => void;
}): JSX.Element {
  return (
    <li>
      <button
        type="button"
        aria-current={props.isCurrent ? "true" : undefined}
        class="flex min-h-10 w-full items-center gap-2.5 rounded-lg px-2.5 text-start text-sm hover:bg-hover coarse:min-h-11"
        onClick={() => props.onChoose()}
      >
        <Icon name={props.icon} class="size-4 shrink-0 text-muted" />
        <span dir="auto" class="min-w-0 flex-1 truncate">
          {props.name}
        </span>
        <Show when={props.isCurrent}>
          <Icon name="check" class="size-4 shrink-0 text-accent" />
        </Show>
      </button>
    </li>
  );
}
