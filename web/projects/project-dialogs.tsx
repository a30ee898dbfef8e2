import { type JSX, Match, Switch } from "solid-js";
import type { DialogEnd } from "../ui/dialog.tsx";
import type { ProjectDialogRequest } from "../ui/open-dialog.ts";
import { DeleteProjectDialog } from "./delete-project-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { NameDialog } from "./name-dialog.tsx";

/** Shows the requested dialog about a project. */
export function ProjectDialogs(props: DialogEnd & { request: ProjectDialogRequest }): JSX.Element {
  const asked = (action: ProjectDialogRequest["action"]) => props.request.action === action;
  return (
    <Switch>
      <Match when={asked("name")}>
        <NameDialog {...props} projectId={props.request.id} />
      </Match>
      <Match when={asked("delete")}>
        <DeleteProjectDialog {...props} projectId={props.request.id ?? ""} />
      </Match>
      <Match when={asked("move")}>
        <MoveDialog {...props} threadId={props.request.id ?? ""} />
      </Match>
    </Switch>
  );
}
