import { createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { frameAddress, type PreviewState, startPreview } from "./preview-session.ts";
import type { Artifact } from "./versions.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

interface FrameProps {
  artifact: Artifact;
  /** Names the frame. */
  label: string;
  /** Escape was pressed in the frame. */
  onEscape: () => void;
}

/** Runs an artifact in a sandboxed frame, anew whenever its text changes or the reader asks for it. */
export function ArtifactFrame(props: FrameProps): JSX.Element {
  const [runs, setRuns] = createSignal(1);
  const run = createMemo(() => ({
    count: runs(),
    artifact: { kind: props.artifact.kind, text: props.artifact.text },
  }));
  return (
    <Show when={run()} keyed>
      {({ artifact }) => (
        <Run
          artifact={artifact}
          label={props.label}
          onEscape={() => props.onEscape()}
          onAgain={() => setRuns((count) => count + 1)}
        />
      )}
    </Show>
  );
}

function Run(props: FrameProps & { onAgain: () => void }): JSX.Element {
  const w = useArtifactWords();
  const [state, setState] = createSignal<PreviewState>({ status: "loading" });
  const [isBlocked, setBlocked] = createSignal(false);
  const dark = document.documentElement.dataset["theme"] === "dark";
  const wrong = () => {
    const now = state();
    return now.status === "wrong" ? now.message : null;
  };

  function start(frame: HTMLIFrameElement): void {
    const artifact = { kind: props.artifact.kind, text: props.artifact.text, dark };
    const stop = startPreview(frame, artifact, {
      onState: setState,
      onBlocked: () => setBlocked(true),
      onEscape: () => props.onEscape(),
    });
    onCleanup(stop);
  }

  return (
    <>
      <Switch
        fallback={
          // Pages are made for a white ground; a diagram has the colours of the app.
          <iframe
            ref={start}
            sandbox="allow-scripts"
            title={props.label}
            src={frameAddress(props.artifact)}
            class="min-h-0 w-full flex-1"
            classList={{ "bg-white scheme-light": props.artifact.kind !== "mermaid" }}
          />
        }
      >
        <Match when={wrong()}>
          {(message) => (
            <div role="alert" class="min-h-0 flex-1 overflow-auto p-4 text-sm">
              <p class="font-semibold">{w("artifact.wrong")}</p>
              <pre dir="ltr" class="mt-2 whitespace-pre-wrap wrap-anywhere text-danger">
                {message()}
              </pre>
            </div>
          )}
        </Match>
        <Match when={state().status === "silent"}>
          <div role="alert" class="flex flex-1 flex-col items-center justify-center gap-4 p-4">
            <p class="text-center">{w("artifact.silent")}</p>
            <Button icon="regenerate" onClick={() => props.onAgain()}>
              {w("artifact.again")}
            </Button>
          </div>
        </Match>
      </Switch>
      <p
        role="status"
        class="border-line px-4 text-sm text-muted not-empty:border-t not-empty:py-2"
      >
        {statusOf(state(), isBlocked(), w)}
      </p>
    </>
  );
}

function statusOf(
  state: PreviewState,
  isBlocked: boolean,
  w: ReturnType<typeof useArtifactWords>,
): string {
  if (state.status === "loading") return w("artifact.loading");
  return isBlocked && state.status === "shown" ? w("artifact.blocked") : "";
}
