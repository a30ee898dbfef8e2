import { type JSX, Match, Show, Switch } from "solid-js";
import { Refusal } from "../../account/refusal.tsx";
import { Button } from "../../ui/button.tsx";
import type { DraftSaving } from "./draft-saving.ts";
import type { EditorActions } from "./editor-actions.ts";
import { useEditor } from "./editor-context.ts";

interface SaveBarProps {
  saving: DraftSaving;
  actions: EditorActions;
  /** Whether there is anything to publish. */
  hasDraft: boolean;
  onPublish: () => void;
  onToPreview: () => void;
}

/** The state of saving, and the button to publish. Always visible. */
export function SaveBar(props: SaveBarProps): JSX.Element {
  const { w, missing } = useEditor();
  return (
    <div class="sticky top-0 z-10 -mx-4 border-b border-line bg-bg px-4 py-2.5">
      <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <SaveStatus {...props} />
        <div class="flex flex-wrap gap-2">
          <Button class="lg:hidden" onClick={() => props.onToPreview()}>
            {w("editor.toPreview")}
          </Button>
          <Button
            look="primary"
            aria-disabled={props.actions.busy() || !props.hasDraft}
            class={props.hasDraft ? "" : "opacity-60"}
            title={props.hasDraft ? undefined : w("publish.nothing")}
            onClick={() => props.hasDraft && props.onPublish()}
          >
            {w("publish.submit")}
          </Button>
        </div>
      </div>
      <p role="status" class="text-sm font-medium wrap-anywhere text-accent empty:hidden">
        {props.actions.notice()}
      </p>
      <div role="alert" class="text-sm text-danger empty:hidden">
        <Show when={missing().length > 0}>
          <p>{w("publish.missing", missing().length)}</p>
        </Show>
        <Show when={props.actions.error()}>
          {(error) => (
            <p>
              <Refusal
                error={error()}
                say={error().code === "conflict" ? () => w("wrong.changed") : undefined}
              />
            </p>
          )}
        </Show>
      </div>
      <Show when={props.saving.state() === "conflict"}>
        <Conflict actions={props.actions} />
      </Show>
    </div>
  );
}

function SaveStatus(props: SaveBarProps): JSX.Element {
  const { w, hasMarks } = useEditor();
  const state = () => props.saving.state();
  return (
    <div class="flex min-h-9 flex-wrap items-center gap-2 text-sm">
      <p role="status" data-testid="save-state" data-state={hasMarks() ? "refused" : state()}>
        <Switch>
          <Match when={state() === "failed"}>
            <span class="text-danger">{w("save.failed")}</span>
          </Match>
          <Match when={state() === "refused" || hasMarks()}>
            <span class="text-danger">{w("save.refused")}</span>
          </Match>
          <Match when={state() === "saving"}>
            <span class="text-muted">{w("save.saving")}</span>
          </Match>
          <Match when={state() === "saved"}>
            <span class="text-muted">{props.hasDraft ? w("save.saved") : w("save.published")}</span>
          </Match>
        </Switch>
      </p>
      <Show when={state() === "failed"}>
        <Button onClick={() => void props.saving.flush()}>{w("save.retry")}</Button>
      </Show>
    </div>
  );
}

function Conflict(props: { actions: EditorActions }): JSX.Element {
  const { w } = useEditor();
  return (
    <div role="alert" class="mt-2 rounded-card bg-danger-bg px-4 py-3 text-sm">
      <p class="font-medium text-danger">{w("save.conflict")}</p>
      <p class="mt-1 text-danger">{w("save.conflict.hint")}</p>
      <div class="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => props.actions.keepMine()}>{w("save.conflict.mine")}</Button>
        <Button onClick={() => props.actions.takeTheirs()}>{w("save.conflict.theirs")}</Button>
      </div>
    </div>
  );
}
