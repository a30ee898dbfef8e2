import { For, type JSX, Show } from "solid-js";
import type { EditedWorkflow, WorkflowVersion } from "../../../shared/workflow.ts";
import { Section } from "../../account/section.tsx";
import { messageTime } from "../../ui/message-time.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/button.tsx";
import { useWorkflowWords } from "./words/workflow-words.ts";

/** All published versions, each of which can be restored. */
export function VersionsSection(props: {
  workflow: EditedWorkflow;
  busy: boolean;
  onRollBack: (version: number) => void;
}): JSX.Element {
  const w = useWorkflowWords();
  return (
    <Section title={w("versions.title")}>
      <ul aria-label={w("versions.title")} class="mt-2 flex flex-col divide-y divide-line">
        <For
          each={props.workflow.versions}
          fallback={<li class="py-3 text-muted">{w("versions.none")}</li>}
        >
          {(version) => (
            <VersionLine
              version={version}
              isCurrent={version.version === props.workflow.version}
              busy={props.busy}
              onRollBack={() => props.onRollBack(version.version)}
            />
          )}
        </For>
      </ul>
    </Section>
  );
}

function VersionLine(props: {
  version: WorkflowVersion;
  isCurrent: boolean;
  busy: boolean;
  onRollBack: () => void;
}): JSX.Element {
  const w = useWorkflowWords();
  const { locale } = useI18n();
  const details = () => [
    props.version.name,
    messageTime(props.version.publishedAt, new Date(), locale()),
    w("versions.by", props.version.publishedBy ?? w("versions.server")),
    ...(props.version.restoredFrom === null
      ? []
      : [w("versions.restored", props.version.restoredFrom)]),
  ];
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <div class="min-w-0 flex-1 basis-52">
        <p class="flex flex-wrap items-center gap-2 font-medium">
          {w("list.version", props.version.version)}
          <Show when={props.isCurrent}>
            <span class="rounded-full bg-bubble px-2 py-0.5 text-xs">{w("versions.current")}</span>
          </Show>
        </p>
        <p class="text-sm wrap-anywhere text-muted">{details().join(" · ")}</p>
      </div>
      <Show when={!props.isCurrent}>
        <Button
          aria-label={w("versions.rollBack.label", props.version.version)}
          aria-disabled={props.busy}
          onClick={() => props.busy || props.onRollBack()}
        >
          {w("versions.rollBack")}
        </Button>
      </Show>
    </li>
  );
}
