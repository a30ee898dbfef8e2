import { A } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { threadsOfProject } from "../../../client/state/selectors.ts";
import type { Project } from "../../../shared/project.ts";
import { createProjectMove } from "../../projects/project-move.ts";
import { ProjectIcon } from "../../projects/project-icon.tsx";
import { useProject, useProjects } from "../../projects/use-projects.ts";
import { useProjectWords } from "../../projects/words/project-words.ts";
import { appAddress } from "../../state/base-path.ts";
import { sameIds } from "../../state/same-ids.ts";
import { useChat } from "../../state/chat.ts";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icons.tsx";
import { useDialogs } from "../../ui/open-dialog.ts";
import { draggedThreads, isLinkDragged } from "./dragged-thread.ts";
import { FolderChats } from "./folder-chats.tsx";
import { createFoldedState } from "./folded-state.ts";
import { ProjectMenu } from "./project-menu.tsx";
import { StateDot } from "./state-dot.tsx";

/** The projects above the other chats. Chats can be dragged onto them. */
export function ProjectFolders(props: { onNavigate: () => void }): JSX.Element {
  const w = useProjectWords();
  const openDialog = useDialogs();
  const projects = useProjects();
  const ids = createMemo(() => projects().map(({ id }) => id), [], { equals: sameIds });
  const folded = createFoldedState();
  return (
    <section aria-label={w("title")}>
      <div class="flex items-center justify-between ps-3">
        <h3 class="text-xs font-semibold text-muted">{w("title")}</h3>
        <IconButton
          icon="plus"
          label={w("new")}
          iconClass="size-4"
          class="size-8! coarse:size-11!"
          onClick={(event) =>
            openDialog({ kind: "project", action: "name", id: null }, event.currentTarget)
          }
        />
      </div>
      <ul class="flex flex-col gap-0.5">
        <For each={ids()}>
          {(id) => (
            <Folder
              projectId={id}
              isOpen={folded.isOpen(id)}
              onToggle={() => folded.toggle(id)}
              onNavigate={() => props.onNavigate()}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

interface FolderProps {
  projectId: string;
  isOpen: boolean;
  onToggle: () => void;
  onNavigate: () => void;
}

function Folder(props: FolderProps): JSX.Element {
  const project = useProject(() => props.projectId);
  return (
    <Show when={project()}>
      {(present) => (
        <li>
          <FolderHead {...props} project={present()} />
          <Show when={props.isOpen}>
            <FolderChats project={present()} onNavigate={() => props.onNavigate()} />
          </Show>
        </li>
      )}
    </Show>
  );
}

function FolderHead(props: FolderProps & { project: Project }): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const drop = createDrop(() => props.project);
  const isAny = (state: "running" | "unread") =>
    !props.isOpen &&
    threadsOfProject(chat.threadState(), props.projectId).some((each) => each[state]);
  return (
    <div
      class={`group relative flex items-center rounded-lg hover:bg-hover has-aria-[current=page]:bg-hover ${drop.isOver() ? "ring-2 ring-accent" : ""}`}
      onDragOver={drop.over}
      onDragLeave={drop.leave}
      onDrop={drop.drop}
    >
      <button
        type="button"
        aria-expanded={props.isOpen}
        aria-label={w(props.isOpen ? "fold" : "unfold", props.project.name)}
        class="flex h-9 w-8 shrink-0 items-center justify-center rounded-lg text-muted hover:text-fg coarse:size-11"
        onClick={() => props.onToggle()}
      >
        <Icon
          name={props.isOpen ? "chevron" : "next"}
          class={`size-4 ${props.isOpen ? "" : "rtl:-scale-x-100"}`}
        />
      </button>
      <A
        href={`/p/${props.projectId}`}
        end
        title={props.project.name}
        class="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg py-1.5 pe-2 text-sm coarse:min-h-11"
        onClick={() => props.onNavigate()}
      >
        <ProjectIcon look={props.project} />
        <span dir="auto" class="min-w-0 flex-1 truncate">
          {props.project.name}
        </span>
        <StateDot running={isAny("running")} unread={isAny("unread")} />
      </A>
      <ProjectMenu project={props.project} onNavigate={() => props.onNavigate()} />
    </div>
  );
}

/** Moves chats that are dropped on a project into it. */
function createDrop(project: () => Project) {
  const moveAll = createProjectMove();
  const [isOver, setOver] = createSignal(false);
  return {
    isOver,
    over(event: DragEvent) {
      if (!isLinkDragged(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    },
    leave: () => setOver(false),
    drop(event: DragEvent) {
      setOver(false);
      const threadIds = draggedThreads(event.dataTransfer, appAddress());
      if (threadIds.length === 0) return;
      event.preventDefault();
      void moveAll(threadIds, project);
    },
  };
}
