import { createComputed, type JSX, Match, Switch } from "solid-js";
import { ArchiveDialog } from "../archive/archive-dialog.tsx";
import { DeleteDialog } from "./delete-dialog.tsx";
import { ExportDialog } from "../export/export-dialog.tsx";
import { ProjectDialogs } from "../projects/project-dialogs.tsx";
import { RenameDialog } from "./rename-dialog.tsx";
import type { DialogEnd } from "../ui/dialog.tsx";
import type { DialogRequest, ProjectDialogRequest } from "../ui/open-dialog.ts";
import { handOverKeys } from "../ui/hand-over-keys.ts";
import { SearchDialog } from "../search/search-dialog.tsx";
import { ShareDialog } from "../share/share-dialog.tsx";
import { TrashDialog } from "../trash/trash-dialog.tsx";
import { TagsDialog } from "../tags/tags-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";

export interface DialogHostProps extends DialogEnd {
  request: DialogRequest | null;
  /** Keys for the text field of the dialog. */
  typed: string[];
}

function threadOf(
  request: DialogRequest | null,
  kind: "rename" | "export" | "share" | "tags",
): string | false {
  return request?.kind === kind && request.threadId;
}

function aboutProject(request: DialogRequest | null): ProjectDialogRequest | false {
  return request?.kind === "project" && request;
}

/** Shows the requested dialog. */
export function DialogHost(props: DialogHostProps): JSX.Element {
  createComputed(() => {
    if (props.request) handOverKeys(props.typed);
  });
  return (
    <Switch>
      <Match when={threadOf(props.request, "rename")}>
        {(threadId) => (
          <RenameDialog
            threadId={threadId()}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={props.request?.kind === "delete" && props.request}>
        {(request) => (
          <DeleteDialog
            threadIds={request().threadIds}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={threadOf(props.request, "export")}>
        {(threadId) => (
          <ExportDialog
            threadId={threadId()}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={threadOf(props.request, "share")}>
        {(threadId) => (
          <ShareDialog
            threadId={threadId()}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={threadOf(props.request, "tags")}>
        {(threadId) => (
          <TagsDialog
            threadId={threadId()}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={aboutProject(props.request)}>
        {(request) => (
          <ProjectDialogs
            request={request()}
            onClose={() => props.onClose()}
            onClosed={() => props.onClosed()}
          />
        )}
      </Match>
      <Match when={props.request?.kind === "shortcuts"}>
        <ShortcutsDialog onClose={() => props.onClose()} onClosed={() => props.onClosed()} />
      </Match>
      <Match when={props.request?.kind === "archive"}>
        <ArchiveDialog onClose={() => props.onClose()} onClosed={() => props.onClosed()} />
      </Match>
      <Match when={props.request?.kind === "trash"}>
        <TrashDialog onClose={() => props.onClose()} onClosed={() => props.onClosed()} />
      </Match>
      <Match when={props.request?.kind === "search"}>
        <SearchDialog onClose={() => props.onClose()} onClosed={() => props.onClosed()} />
      </Match>
    </Switch>
  );
}
