import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import type { Project } from "../../../shared/project.ts";
import { useProjectWords } from "../../projects/words/project-words.ts";
import { MenuButton, type MenuEntry } from "../../ui/menu.tsx";
import { useDialogs } from "../../ui/open-dialog.ts";

/** The menu of a project in the sidebar. */
export function ProjectMenu(props: { project: Project; onNavigate: () => void }): JSX.Element {
  const w = useProjectWords();
  const openDialog = useDialogs();
  const navigate = useNavigate();
  const entries = (): readonly MenuEntry[] => [
    {
      kind: "action",
      label: w("chats.new"),
      icon: "newChat",
      run() {
        navigate(`/?project=${props.project.id}`);
        props.onNavigate();
      },
    },
    {
      kind: "action",
      label: w("edit"),
      icon: "pencil",
      run: (button) =>
        openDialog({ kind: "project", action: "name", id: props.project.id }, button),
    },
    {
      kind: "action",
      label: w("delete"),
      icon: "trash",
      danger: true,
      run: (button) =>
        openDialog({ kind: "project", action: "delete", id: props.project.id }, button),
    },
  ];
  return (
    <MenuButton
      label={w("actions", props.project.name)}
      icon="more"
      entries={entries()}
      class="flex h-9 w-8 shrink-0 items-center justify-center rounded-lg text-muted hover:text-fg coarse:size-11 hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:w-0 overflow-hidden hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:opacity-0"
    />
  );
}
