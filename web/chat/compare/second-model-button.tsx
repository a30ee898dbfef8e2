import { type JSX, Show } from "solid-js";
import type { Workflow } from "../../../shared/workflow.ts";
import { ModelButton } from "../../models/model-button.tsx";
import { ownOption } from "../../models/own-model.ts";
import { Icon } from "../../ui/icons.tsx";
import { loadComparison } from "./load-comparison.tsx";
import type { SecondModel } from "./second-model.ts";
import { useCompareWords } from "./words/compare-words.ts";

/** Chooses a second model for the next message, below the composer. */
export function SecondModelButton(props: { workflow: Workflow; second: SecondModel }): JSX.Element {
  const w = useCompareWords();
  const label = () => {
    const model = props.second.chosen();
    return model === null ? w("compare.second") : w("compare.second.chosen", model);
  };
  let place: HTMLSpanElement | undefined;

  function choose(model: string): void {
    props.second.choose(model);
    // The message may be sent when the connection is gone.
    loadComparison().catch(() => {});
  }

  function remove(): void {
    props.second.choose(null);
    place?.querySelector("button")?.focus();
  }

  return (
    <Show when={props.second.offered()}>
      <span ref={place} class="flex min-w-0 max-w-full items-center" data-testid="second-model">
        <ModelButton
          label={label()}
          title={w("compare.second")}
          workflowId={props.workflow.id}
          own={ownOption(props.workflow)}
          chosen={props.second.chosen() ?? ""}
          onChoose={choose}
          class={small}
        >
          <Icon name="compare" class="size-4 shrink-0" />
          <Show when={props.second.chosen()}>
            {(model) => (
              <span class="truncate" dir="auto">
                {model()}
              </span>
            )}
          </Show>
        </ModelButton>
        <Show when={props.second.chosen()}>
          <button
            type="button"
            aria-label={w("compare.second.remove")}
            title={w("compare.second.remove")}
            class={`${small} shrink-0`}
            onClick={remove}
          >
            <Icon name="close" class="size-4" />
          </button>
        </Show>
      </span>
    </Show>
  );
}

const small =
  "flex min-h-7 min-w-7 max-w-full items-center justify-center gap-1.5 rounded-lg px-1.5 hover:bg-hover hover:text-fg coarse:min-h-11 coarse:min-w-11";
