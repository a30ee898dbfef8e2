import { A, useParams } from "@solidjs/router";
import { createEffect, createMemo, type JSX, on, Show } from "solid-js";
import { AccountPage } from "../account/account-page.tsx";
import { createLoaded, LoadedView } from "../account/loaded.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { ProjectChats } from "./project-chats.tsx";
import { ProjectFiles } from "./project-files.tsx";
import { ProjectIcon } from "./project-icon.tsx";
import { createTextEdit, ProjectInstructions } from "./project-instructions.tsx";
import { useProject } from "./use-projects.ts";
import { useProjectWords } from "./words/project-words.ts";

/** A project: its chats, instructions and files. */
export function ProjectPage(): JSX.Element {
  const params = useParams();
  return (
    <Show when={params["projectId"]} keyed>
      {(projectId) => <OneProject projectId={projectId} />}
    </Show>
  );
}

function OneProject(props: { projectId: string }): JSX.Element {
  const w = useProjectWords();
  const chat = useChat();
  const project = useProject(() => props.projectId);
  const view = createLoaded(async () => {
    await chat.client.grant();
    return chat.client.api.projects.get.query({ projectId: props.projectId });
  });
  // Changed here or in another tab.
  const updatedAt = createMemo(() => project()?.updatedAt);
  createEffect(on(updatedAt, () => void view.load(), { defer: true }));
  // Outlive their forms, which a failed fetch replaces.
  const edit = createTextEdit();
  return (
    <AccountPage
      title={project()?.name ?? view.value()?.name ?? w("title")}
      icon={<ProjectIcon look={project() ?? view.value() ?? {}} class="size-7" />}
      wide
    >
      <LoadedView loaded={view}>
        {(loaded) => (
          <>
            <Actions projectId={props.projectId} />
            <ProjectChats projectId={props.projectId} />
            <ProjectInstructions
              projectId={props.projectId}
              stored={loaded().instructions}
              edit={edit}
              reload={view.load}
            />
            <ProjectFiles projectId={props.projectId} files={loaded().files} reload={view.load} />
          </>
        )}
      </LoadedView>
    </AccountPage>
  );
}

function Actions(props: { projectId: string }): JSX.Element {
  const w = useProjectWords();
  const openDialog = useDialogs();
  return (
    <div class="mt-4 flex flex-wrap items-center gap-2">
      <A
        href={`/?project=${props.projectId}`}
        class="inline-flex min-h-9 items-center gap-2 rounded-lg bg-accent px-3 py-1.5 text-sm font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
      >
        <Icon name="newChat" class="size-4 shrink-0" />
        {w("chats.new")}
      </A>
      <Button
        icon="pencil"
        onClick={(event) =>
          openDialog({ kind: "project", action: "name", id: props.projectId }, event.currentTarget)
        }
      >
        {w("edit")}
      </Button>
      <Button
        icon="trash"
        onClick={(event) =>
          openDialog(
            { kind: "project", action: "delete", id: props.projectId },
            event.currentTarget,
          )
        }
      >
        {w("delete")}
      </Button>
    </div>
  );
}
