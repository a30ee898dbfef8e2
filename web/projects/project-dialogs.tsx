import { type JSX, Match, Switch } from "solid-js";
import type { DialogEnd } from "../ui/dialog.tsx";
import type { ProjectDialogRequest } from "../ui/open-dialog.ts";
import { DeleteProjectDialog } from "./delete-project-dialog.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { NameDialog } from "./name-dialog.tsx";

/** Shows the requested dialog about a project. */
export function ProjectDialogs(props: DialogEnd & { request: ProjectDialogRequest }): JSX.Element {
  return (
    <Switch>
      <Match when={props.request.action === "name" && props.request}>
        {(request) => <NameDialog {...props} projectId={request().id} />}
      </Match>
      <Match when={props.request.action === "delete" && props.request}>
        {(request) => <DeleteProjectDialog {...props} projectId={request().id} />}
      </Match>
      <Match when={props.request.action === "move" && props.request}>
        {(request) => <MoveDialog {...props} threadIds={request().threadIds} />}
      </Match>
    </Switch>
  );
}
