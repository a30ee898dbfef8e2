import { appName } from "../../state/app-name.ts";
import { useParams } from "@solidjs/router";
import { createEffect, type JSX, Show } from "solid-js";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { PageLink } from "../../account/links.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useChat } from "../../state/chat.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";
import { WorkflowEditor } from "./workflow-editor.tsx";

/** The page of one workflow, by the id in the address. */
export function WorkflowEditorPage(): JSX.Element {
  const params = useParams();
  return (
    <>
      <div class="md:hidden">
        <PageHeader title={appName()} heading={false} />
      </div>
      <Show when={params["workflowId"]} keyed>
        {(id) => <EditorOf id={id} />}
      </Show>
    </>
  );
}

function EditorOf(props: { id: string }): JSX.Element {
  const w = useWorkflowWords();
  const chat = useChat();
  const loaded = createLoaded(() => chat.client.api.admin.workflows.get.query({ id: props.id }));
  createEffect(() => {
    document.title = loaded.value()?.name || w("list.title");
  });
  return (
    <Show
      when={loaded.value()}
      fallback={
        <div class="mx-auto w-full max-w-measure px-4 py-8">
          <PageLink href="/admin/workflows">{w("editor.back")}</PageLink>
          <h1 class="mt-1 text-2xl font-semibold tracking-tight">{w("list.title")}</h1>
          <LoadedView loaded={loaded}>{() => null}</LoadedView>
        </div>
      }
      keyed
    >
      {(workflow) => <WorkflowEditor initial={workflow} />}
    </Show>
  );
}
