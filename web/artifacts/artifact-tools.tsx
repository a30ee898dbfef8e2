import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import { MenuButton, type MenuEntry } from "../ui/menu.tsx";
import { saveFile } from "../ui/save-file.ts";
import type { PictureFormat } from "./frame-message.ts";
import { isChart } from "./is-chart.ts";
import type { PreviewKind } from "./preview-kind.ts";
import type { ShelvedArtifact } from "./shelf.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

/** What the panel shows. */
export type PanelView = "preview" | "source" | "data";

const fileNames: Readonly<Record<PreviewKind, string>> = {
  html: "page.html",
  svg: "picture.svg",
  mermaid: "diagram.mmd",
  vega: "chart.vg.json",
  "vega-lite": "chart.vl.json",
};

interface ToolsProps {
  artifact: ShelvedArtifact;
  versions: readonly ShelvedArtifact[];
  view: PanelView;
  isWhole: boolean;
  canGrow: boolean;
  /** Asks for a picture of the chart; null while there is none. */
  askForPicture: ((format: PictureFormat) => void) | null;
  onShow: (artifact: ShelvedArtifact) => void;
  onView: (view: PanelView) => void;
  onWhole: () => void;
  onClose: () => void;
}

/** The buttons of a preview. */
export function ArtifactTools(props: ToolsProps): JSX.Element {
  const w = useArtifactWords();
  const { t } = useI18n();
  return (
    <>
      <Versions {...props} />
      <Show when={isChart(props.artifact.kind)}>
        <ViewButton {...props} to="data" icon="table" label={w("artifact.data")} />
      </Show>
      <ViewButton {...props} to="source" icon="code" label={w("artifact.source")} />
      <Download artifact={props.artifact} askForPicture={props.askForPicture} />
      <Show when={props.canGrow}>
        <IconButton
          icon="expand"
          label={props.isWhole ? w("artifact.part") : w("artifact.whole")}
          onClick={() => props.onWhole()}
        />
      </Show>
      <IconButton
        icon="close"
        label={t("app.close")}
        data-autofocus
        onClick={() => props.onClose()}
      />
    </>
  );
}

/** Shows something over the preview, and the preview again. */
function ViewButton(props: {
  to: PanelView;
  icon: "table" | "code";
  label: string;
  view: PanelView;
  onView: (view: PanelView) => void;
}): JSX.Element {
  const isOn = () => props.view === props.to;
  return (
    <IconButton
      icon={props.icon}
      label={props.label}
      aria-pressed={isOn()}
      class={isOn() ? "bg-hover text-fg" : ""}
      onClick={() => props.onView(isOn() ? "preview" : props.to)}
    />
  );
}

/** Saves the source; of a chart that is shown, a picture as well. */
function Download(props: Pick<ToolsProps, "artifact" | "askForPicture">): JSX.Element {
  const w = useArtifactWords();
  const saveSource = () => {
    // No type that a browser would open as a page of this origin.
    const file = new Blob([props.artifact.text], { type: "application/octet-stream" });
    saveFile(file, fileNames[props.artifact.kind]);
  };
  const entries = (ask: (format: PictureFormat) => void): MenuEntry[] => [
    { kind: "action", label: "SVG", icon: "chart", run: () => ask("svg") },
    { kind: "action", label: "PNG", icon: "chart", run: () => ask("png") },
    { kind: "action", label: w("artifact.source"), icon: "code", run: saveSource },
  ];
  return (
    <Show
      when={props.askForPicture}
      fallback={<IconButton icon="download" label={w("artifact.download")} onClick={saveSource} />}
    >
      {(ask) => (
        <MenuButton
          icon="download"
          label={w("artifact.download")}
          entries={entries(ask())}
          class="inline-flex size-9 shrink-0 items-center justify-center rounded-lg text-muted transition-colors hover:bg-hover hover:text-fg coarse:size-11"
        />
      )}
    </Show>
  );
}

/** `‹ 2/3 ›` */
function Versions(props: Pick<ToolsProps, "artifact" | "versions" | "onShow">): JSX.Element {
  const w = useArtifactWords();
  const index = () => props.versions.indexOf(props.artifact);
  const go = (step: -1 | 1) => {
    const next = props.versions[index() + step];
    if (next) props.onShow(next);
  };
  return (
    <Show when={props.versions.length > 1}>
      <div
        role="group"
        aria-label={w("artifact.version", index() + 1, props.versions.length)}
        class="flex items-center"
      >
        <IconButton
          icon="previous"
          label={w("artifact.previous")}
          iconClass="size-4 rtl:-scale-x-100"
          aria-disabled={index() <= 0}
          onClick={() => go(-1)}
        />
        <span class="text-xs text-muted tabular-nums" aria-live="polite">
          <span class="sr-only">{w("artifact.version", index() + 1, props.versions.length)}</span>
          <span aria-hidden="true" dir="ltr">
            {index() + 1}/{props.versions.length}
          </span>
        </span>
        <IconButton
          icon="next"
          label={w("artifact.next")}
          iconClass="size-4 rtl:-scale-x-100"
          aria-disabled={index() >= props.versions.length - 1}
          onClick={() => go(1)}
        />
      </div>
    </Show>
  );
}
