import { A } from "@solidjs/router";
import { For, type JSX } from "solid-js";
import type { WorkflowForAdmin } from "../../../shared/workflow.ts";
import { AccountPage } from "../../account/account-page.tsx";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { useChat } from "../../state/chat.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";
import { FailingModels } from "./failing-models.tsx";
import { ImportFile } from "./import-file.tsx";
import { NewWorkflow } from "./new-workflow.tsx";
import { WorkflowMarks } from "./workflow-marks.tsx";

/** All assistants, for admins, and how to create another. */
export function WorkflowsPage(): JSX.Element {
  const w = useWorkflowWords();
  const chat = useChat();
  const loaded = createLoaded(() => chat.client.api.admin.workflows.list.query());
  return (
    <AccountPage title={w("list.title")} wide>
      <p class="text-sm text-muted">{w("list.intro")}</p>
      <FailingModels />
      <LoadedView loaded={loaded}>
        {(workflows) => (
          <>
            <ul aria-label={w("list.title")} class="mt-4 flex flex-col divide-y divide-line">
              <For each={workflows()} fallback={<li class="py-3 text-muted">{w("list.none")}</li>}>
                {(workflow) => <WorkflowLine workflow={workflow} />}
              </For>
            </ul>
            <ImportFile present={workflows()} />
            <NewWorkflow />
          </>
        )}
      </LoadedView>
    </AccountPage>
  );
}

function WorkflowLine(props: { workflow: WorkflowForAdmin }): JSX.Element {
  const w = useWorkflowWords();
  return (
    <li>
      <A
        href={`/admin/workflows/${props.workflow.id}`}
        class="-mx-2 flex flex-col gap-0.5 rounded-lg px-2 py-3 hover:bg-hover"
      >
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          {props.workflow.name.trim() || w("list.unnamed")}
          <WorkflowMarks workflow={props.workflow} />
        </span>
        <span class="text-sm wrap-anywhere text-muted">
          {props.workflow.id} · {w(`access.${props.workflow.access}`)}
        </span>
      </A>
    </li>
  );
}
