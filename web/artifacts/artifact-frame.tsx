import { createMemo, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { basePath } from "../state/base-path.ts";
import { onThemeChange } from "../theme/on-theme-change.ts";
import { Button } from "../ui/button.tsx";
import { ArtifactFailure } from "./artifact-failure.tsx";
import type { ChartTable } from "./frame-message.ts";
import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";
import {
  frameAddress,
  type Picture,
  type Preview,
  type PreviewRequest,
  type PreviewState,
  startPreview,
} from "./preview-session.ts";
import type { Artifact } from "./versions.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

interface FrameProps {
  artifact: Artifact;
  /** Names the frame. */
  label: string;
  /** Something else is shown over the frame, which goes on. */
  isCovered: boolean;
  /** Escape was pressed in the frame. */
  onEscape: () => void;
  /** A preview that is shown; null when it ends. */
  onPreview: (preview: Preview | null) => void;
  onTables: (tables: readonly ChartTable[]) => void;
  onPicture: (picture: Picture) => void;
}

/** Kinds in the colours of the app. Pages and pictures are made for a white ground. */
const isInTheme = (kind: PreviewKind) => kind === "mermaid" || isChart(kind);

/**
 * Runs an artifact in a sandboxed frame: anew whenever its text changes or the reader asks for it,
 * and for its kind, the theme or the language.
 */
export function ArtifactFrame(props: FrameProps): JSX.Element {
  const { locale } = useI18n();
  const [runs, setRuns] = createSignal(1);
  const dark = createDark();
  const run = createMemo((): { count: number; request: PreviewRequest } => {
    const { kind, text } = props.artifact;
    const themed = isInTheme(kind);
    return {
      count: runs(),
      request: { kind, text, dark: themed && dark(), locale: themed ? locale() : "" },
    };
  });
  return (
    <Show when={run()} keyed>
      {({ request }) => (
        <Run {...props} request={request} onAgain={() => setRuns((count) => count + 1)} />
      )}
    </Show>
  );
}

function Run(props: FrameProps & { request: PreviewRequest; onAgain: () => void }): JSX.Element {
  const w = useArtifactWords();
  const [state, setState] = createSignal<PreviewState>({ status: "loading" });
  const [isBlocked, setBlocked] = createSignal(false);
  const failure = () => {
    const now = state();
    return now.status === "failed" ? now.failure : null;
  };

  function start(frame: HTMLIFrameElement): void {
    const preview = startPreview(frame, props.request, {
      onState(next) {
        setState(next);
        props.onPreview(next.status === "shown" ? preview : null);
      },
      onBlocked: () => setBlocked(true),
      onEscape: () => props.onEscape(),
      onTables: (tables) => props.onTables(tables),
      onPicture: (picture) => props.onPicture(picture),
    });
    onCleanup(() => {
      preview.end();
      props.onPreview(null);
      props.onTables([]);
    });
  }

  return (
    <>
      <Switch
        fallback={
          <iframe
            ref={start}
            sandbox="allow-scripts"
            title={props.label}
            src={basePath() + frameAddress(props.request)}
            class="min-h-0 w-full flex-1"
            classList={{
              "bg-white scheme-light": !isInTheme(props.request.kind),
              invisible: props.isCovered,
            }}
          />
        }
      >
        <Match when={failure()}>
          {(found) => (
            <ArtifactFailure
              kind={props.request.kind}
              text={props.request.text}
              failure={found()}
              onAgain={() => props.onAgain()}
            />
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
        {statusOf(state(), { isBlocked: isBlocked(), kind: props.request.kind }, w)}
      </p>
    </>
  );
}

function statusOf(
  { status }: PreviewState,
  { isBlocked, kind }: { isBlocked: boolean; kind: PreviewKind },
  w: ReturnType<typeof useArtifactWords>,
): string {
  if (status === "loading") return w("artifact.loading");
  if (!isBlocked || status !== "shown") return "";
  return w(isChart(kind) ? "artifact.chartBlocked" : "artifact.blocked");
}

/** Whether the app is dark. */
function createDark(): () => boolean {
  const isDark = () => document.documentElement.dataset["theme"] === "dark";
  const [dark, setDark] = createSignal(isDark());
  onCleanup(onThemeChange(() => setDark(isDark())));
  return dark;
}
