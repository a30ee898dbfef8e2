import { type JSX, Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import type { Failure } from "./frame-message.ts";
import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

/** Longest source that is shown below an error, in UTF-16 code units. */
const maxSource = 20_000;

/** Why a preview shows nothing, with its source. */
export function ArtifactFailure(props: {
  kind: PreviewKind;
  text: string;
  failure: Failure;
  onAgain: () => void;
}): JSX.Element {
  const w = useArtifactWords();
  const words = () => {
    const { reason } = props.failure;
    if (reason === "wrong")
      return w(isChart(props.kind) ? "artifact.chartWrong" : "artifact.wrong");
    return w(`artifact.${reason}`);
  };
  return (
    <div class="min-h-0 flex-1 overflow-auto p-4 text-sm">
      <div role="alert">
        <p class="font-semibold">{words()}</p>
        <Show when={props.failure.detail}>
          {(detail) => (
            <pre dir="ltr" class="mt-2 whitespace-pre-wrap wrap-anywhere text-danger">
              {detail()}
            </pre>
          )}
        </Show>
      </div>
      <Show when={props.failure.reason === "unloaded"}>
        <Button icon="regenerate" class="mt-4" onClick={() => props.onAgain()}>
          {w("artifact.again")}
        </Button>
      </Show>
      <pre
        dir="ltr"
        role="group"
        aria-label={w("artifact.source")}
        class="mt-4 rounded-lg bg-code p-3 whitespace-pre-wrap wrap-anywhere"
      >
        {props.text.slice(0, maxSource)}
      </pre>
    </div>
  );
}
