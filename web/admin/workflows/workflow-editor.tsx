import { createMemo, createSignal, type JSX, onCleanup, Show } from "solid-js";
import type { EditedWorkflow } from "../../../shared/workflow.ts";
import { PageLink } from "../../account/links.tsx";
import { createLoaded } from "../../account/loaded.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { BasicsSection } from "./basics-section.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { DraftSaving } from "./draft-saving.ts";
import { EditorActions } from "./editor-actions.ts";
import { createEditor, EditorProvider, useEditor } from "./editor-context.ts";
import { findTooLong } from "./find-too-long.ts";
import { LeaveGuard } from "./leave-guard.tsx";
import { PreviewPane } from "./preview/preview-pane.tsx";
import { SaveBar } from "./save-bar.tsx";
import { LimitsSection, PoliciesSection } from "./settings-sections.tsx";
import { TextsSection } from "./texts-section.tsx";
import { VersionsSection } from "./versions-section.tsx";
import { WorkflowMarks } from "./workflow-marks.tsx";

/** The form of one workflow, with a chat to try its draft. */
export function WorkflowEditor(props: { initial: EditedWorkflow }): JSX.Element {
  const { locale } = useI18n();
  const chat = useChat();
  // A page shows one workflow for as long as it lives.
  const { initial } = props;
  const { workflows } = chat.client.api.admin;
  const saving = new DraftSaving(initial, {
    async save(draftRevision, draft) {
      const definition = { ...draft, name: draft.name.trim(), model: draft.model?.trim() ?? null };
      const saved = await workflows.saveDraft.mutate({ id: initial.id, draftRevision, definition });
      return saved.draftRevision;
    },
    load: () => workflows.get.query({ id: initial.id }),
    isSound: (draft) => findTooLong(draft).size === 0,
    schedule(task, delayMs) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  });
  onCleanup(() => saving.close());
  const editor = createEditor(saving, locale());
  const actions = new EditorActions({ initial, workflows, saving, editor });
  // Only suggestions: without them, the model is typed.
  const provided = createLoaded(() => chat.client.api.admin.models.query());
  const models = createMemo(() => [
    ...new Set([
      ...(provided.value()?.models ?? []),
      ...(chat.workflows()?.all.map(({ model }) => model) ?? []),
    ]),
  ]);
  let form: HTMLFormElement | undefined;
  let preview: HTMLDivElement | undefined;

  function publish(): void {
    actions.publish();
    const first = editor.missing()[0];
    const language = /\.(en|fr|es)$/.exec(first ?? "")?.[1];
    if (language === "en" || language === "fr" || language === "es") editor.setLocale(language);
    // After the fields of that language are drawn.
    queueMicrotask(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }
  function showPreview(): void {
    preview?.scrollIntoView();
    preview?.querySelector<HTMLElement>("#preview")?.focus({ preventScroll: true });
  }

  return (
    <EditorProvider value={editor}>
      <LeaveGuard
        isSaved={() => saving.state() === "saved" && !editor.hasMarks()}
        flush={async () => (await saving.flush()) && !editor.hasMarks()}
      />
      <div class="flex min-h-0 flex-1 scroll-pt-28 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
        <div class="min-w-0 flex-1 scroll-pt-28 lg:overflow-y-auto" data-scroller>
          <form
            ref={form}
            noValidate
            class="mx-auto max-w-measure px-4 pb-10"
            onSubmit={(event) => event.preventDefault()}
          >
            <Heading workflow={{ ...actions.workflow(), hasDraft: hasDraft(saving, actions) }} />
            <SaveBar
              saving={saving}
              actions={actions}
              hasDraft={hasDraft(saving, actions)}
              onPublish={publish}
              onToPreview={showPreview}
            />
            <Show when={saving.replaced() + 1} keyed>
              <BasicsSection models={models} />
              <TextsSection />
              <LimitsSection />
              <PoliciesSection isDefault={actions.workflow().isDefault} />
            </Show>
            <VersionsSection
              workflow={actions.workflow()}
              busy={actions.busy()}
              onRollBack={(version) => actions.rollBack(version)}
            />
            <MoreActions saving={saving} actions={actions} />
          </form>
        </div>
        <div
          ref={preview}
          class="shrink-0 border-t border-line lg:w-2/5 lg:max-w-md lg:border-s lg:border-t-0"
        >
          <PreviewPane
            workflowId={initial.id}
            saveDraft={() => saving.flush()}
            unsaved={saving.state() !== "saved" && saving.state() !== "saving"}
          />
        </div>
      </div>
    </EditorProvider>
  );
}

/** Whether there is anything to publish: a draft on the server, or one being saved. */
function hasDraft(saving: DraftSaving, { workflow }: EditorActions): boolean {
  const { hasDraft, draftRevision } = workflow();
  return hasDraft || saving.revision() > draftRevision || saving.state() !== "saved";
}

function Heading(props: { workflow: EditedWorkflow }): JSX.Element {
  const { draft, w } = useEditor();
  return (
    <div class="pt-4 pb-3">
      <PageLink href="/admin/workflows">{w("editor.back")}</PageLink>
      <h1 class="flex flex-wrap items-center gap-x-3 gap-y-1 text-2xl font-semibold tracking-tight wrap-anywhere">
        {draft().name.trim() || w("list.unnamed")}
        <WorkflowMarks workflow={props.workflow} />
      </h1>
      <p class="text-sm wrap-anywhere text-muted">{w("editor.id", props.workflow.id)}</p>
    </div>
  );
}

function MoreActions(props: { saving: DraftSaving; actions: EditorActions }): JSX.Element {
  const { w } = useEditor();
  const [asks, setAsks] = createSignal(false);
  const workflow = () => props.actions.workflow();
  return (
    <div class="mt-8 flex flex-wrap gap-2 border-t border-line pt-6">
      <Button icon="document" onClick={() => props.actions.exportFile()}>
        {w("export.submit")}
      </Button>
      <Show when={!workflow().isDefault}>
        <Button onClick={() => props.actions.setArchived(!workflow().isArchived)}>
          {workflow().isArchived ? w("archive.undo") : w("archive.submit")}
        </Button>
      </Show>
      <Show when={workflow().version > 0 && hasDraft(props.saving, props.actions)}>
        <Button look="danger" icon="trash" onClick={() => setAsks(true)}>
          {w("discard.submit")}
        </Button>
      </Show>
      <Show when={asks()}>
        <ConfirmDialog
          title={w("discard.title")}
          text={w("discard.text", workflow().version)}
          stay={w("leave.stay")}
          confirm={w("discard.submit")}
          onConfirm={() => props.actions.discard()}
          onClose={() => setAsks(false)}
        />
      </Show>
    </div>
  );
}
