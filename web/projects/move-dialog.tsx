import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { maxProjectNameLength } from "../../shared/limits.ts";
import { isolate } from "../i18n/isolate.ts";
import { useChat } from "../state/chat.ts";
import { Dialog, type DialogEnd } from "../ui/dialog.tsx";
import { Icon } from "../ui/icons.tsx";
import { ProjectIcon } from "./project-icon.tsx";
import { createProjectMove, type MoveTarget } from "./project-move.ts";
import { useProjects } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** Asks which project chats move to: one of the list, a new one, or none. */
export function MoveDialog(props: DialogEnd & { threadIds: readonly string[] }): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const moveAll = createProjectMove();
  const projects = useProjects();
  const [wanted, setWanted] = createSignal("");
  const inProjects = createMemo(() => {
    const { threads } = chat.threadState();
    return new Set(props.threadIds.map((id) => threads[id]?.projectId));
  });
  /** The project that all of them are in. */
  const current = () => (inProjects().size === 1 ? [...inProjects()][0] : undefined);
  const isAnyInside = () => [...inProjects()].some((id) => id !== undefined);
  const text = () => wanted().trim();
  const found = createMemo(() => {
    const part = text().toLocaleLowerCase();
    return projects().filter(({ name }) => name.toLocaleLowerCase().includes(part));
  });
  const isNew = () => text() !== "" && found().every(({ name }) => name !== text());

  function move(target: () => MoveTarget | Promise<MoveTarget>): void {
    void moveAll(props.threadIds, target);
    props.onClose();
  }
  function create(): void {
    const name = text();
    move(async () => ({ id: await chat.store.createProject(name), name }));
  }

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
          if (first && text() !== "") move(() => first);
          else if (isNew()) create();
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
              icon={<ProjectIcon look={project} />}
              name={project.name}
              isCurrent={project.id === current()}
              onChoose={() => move(() => project)}
            />
          )}
        </For>
        <Show when={isNew()}>
          <Target
            icon={<Icon name="plus" class="size-4 shrink-0 text-muted" />}
            name={w("move.create", isolate(text()))}
            isCurrent={false}
            onChoose={() => create()}
          />
        </Show>
        <Show when={isAnyInside() && text() === ""}>
          <Target
            icon={<Icon name="close" class="size-4 shrink-0 text-muted" />}
            name={w("move.none")}
            isCurrent={false}
            onChoose={() => move(() => null)}
          />
        </Show>
      </ul>
    </Dialog>
  );
}

function Target(props: {
  icon: JSX.Element;
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
        {props.icon}
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
