import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  type JSX,
  onCleanup,
  onMount,
  Show,
  untrack,
} from "solid-js";
import { Portal } from "solid-js/web";
import { createMediaQuery } from "../state/media-query.ts";
import { saveFile } from "../ui/save-file.ts";
import { ArtifactData } from "./artifact-data.tsx";
import { ArtifactFrame } from "./artifact-frame.tsx";
import { titleOf } from "./artifact-title.ts";
import { ArtifactTools, type PanelView } from "./artifact-tools.tsx";
import type { ChartTable } from "./frame-message.ts";
import { isChart } from "./is-chart.ts";
import type { Picture, Preview } from "./preview-session.ts";
import type { Shelf, ShelvedArtifact } from "./shelf.ts";
import { versionsOf } from "./versions.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

export interface ArtifactPanelProps {
  /** The block whose preview was opened. */
  artifact: ShelvedArtifact;
  shelf: Shelf;
  /** Fills an element with the source, in colours. */
  fill: (element: HTMLElement, source: () => string) => void;
  /** The button that copies the source. */
  copyButton: (source: () => string) => JSX.Element;
}

/**
 * The preview of a block: beside the page, or over it on a narrow screen, in a dialog and on demand.
 * Goes to other versions of the same artifact in the conversation.
 */
export function ArtifactPanel(props: ArtifactPanelProps): JSX.Element {
  const w = useArtifactWords();
  const headingId = createUniqueId();
  const isNarrow = createMediaQuery("(max-width: 63.99rem)");
  const [isWhole, setWhole] = createSignal(false);
  const [view, setView] = createSignal<PanelView>("preview");
  const [preview, setPreview] = createSignal<Preview | null>(null);
  const [tables, setTables] = createSignal<readonly ChartTable[]>([]);
  const [shown, show] = createSignal(untrack(() => props.artifact));
  const versions = createMemo(() => versionsOf(shown(), props.shelf.all()));
  const mount = untrack(() => placeFor(props.artifact.element));
  const covers = () => isNarrow() || isWhole() || mount.isDialog;
  const title = () => titleOf(shown().kind, shown().text) || kindName();
  const kindName = () => {
    const { kind } = shown();
    return w(isChart(kind) ? "artifact.chart" : `artifact.${kind}`);
  };
  const askForPicture = () => {
    const running = preview();
    return running && isChart(shown().kind) ? running.askForPicture : null;
  };
  const isData = () => view() === "data" && isChart(shown().kind);
  const opener = document.activeElement;
  let panel: HTMLElement | undefined;

  const close = () => props.shelf.show(null);
  const leave = () => (isWhole() ? setWhole(false) : close());

  onMount(() => panel?.querySelector<HTMLElement>("[data-autofocus]")?.focus());
  onCleanup(() => opener instanceof HTMLElement && opener.isConnected && opener.focus());
  createEffect(() => {
    if (covers()) holdBack(mount.element, panel);
  });

  return (
    <Portal mount={mount.element} ref={(wrapper) => (wrapper.className = "contents")}>
      <section
        ref={panel}
        role={covers() ? "dialog" : "complementary"}
        aria-modal={covers() ? "true" : undefined}
        aria-labelledby={headingId}
        data-testid="artifact"
        class="flex flex-col bg-bg text-fg print:hidden"
        classList={{
          "fixed inset-0 z-40": covers(),
          "w-1/2 max-w-3xl shrink-0 border-s border-line": !covers(),
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.defaultPrevented) return;
          event.preventDefault();
          event.stopPropagation();
          leave();
        }}
      >
        <header class="flex min-h-12 items-center gap-0.5 border-b border-line ps-4 pe-2">
          <h2 id={headingId} dir="auto" class="min-w-0 flex-1 truncate text-sm font-medium">
            <span class="sr-only">{w("artifact.panel")}: </span>
            {title()}
          </h2>
          <ArtifactTools
            artifact={shown()}
            versions={versions()}
            view={view()}
            isWhole={isWhole()}
            canGrow={!isNarrow() && !mount.isDialog}
            askForPicture={askForPicture()}
            onShow={show}
            onView={setView}
            onWhole={() => setWhole((before) => !before)}
            onClose={close}
          />
        </header>
        <div class="relative flex min-h-0 flex-1 flex-col">
          <ArtifactFrame
            artifact={shown()}
            label={title()}
            isCovered={view() === "source" || isData()}
            onEscape={leave}
            onPreview={setPreview}
            onTables={setTables}
            onPicture={savePicture}
          />
          <Show when={view() === "source"}>
            <div class="absolute inset-0 flex bg-code">
              <pre
                dir="ltr"
                tabindex="0"
                role="group"
                aria-label={w("artifact.source")}
                class="min-h-0 flex-1 overflow-auto p-4 pe-14 text-sm"
              >
                <code ref={(element) => props.fill(element, () => shown().text)} />
              </pre>
              <div class="md absolute end-4 top-2">{props.copyButton(() => shown().text)}</div>
            </div>
          </Show>
          <Show when={isData()}>
            <ArtifactData tables={tables()} />
          </Show>
        </div>
      </section>
    </Portal>
  );
}

function savePicture({ format, content }: Picture): void {
  // No type that a browser would open as a page of this origin.
  saveFile(new Blob([content], { type: "application/octet-stream" }), `chart.${format}`);
}

/** Beside the page, or in the dialog that the block is in. */
function placeFor(block: HTMLElement): { element: HTMLElement; isDialog: boolean } {
  const dialog = block.closest<HTMLElement>("[role=dialog]");
  const page = document.querySelector("main")?.parentElement;
  return { element: dialog ?? page ?? document.body, isDialog: dialog !== null };
}

/** Nothing beside the panel takes the focus, for as long as the owner lives. */
function holdBack(place: HTMLElement, panel: HTMLElement | undefined): void {
  const others = Array.from(place.children).filter((child) => !child.contains(panel ?? null));
  for (const other of others) other.toggleAttribute("inert", true);
  onCleanup(() => {
    for (const other of others) other.toggleAttribute("inert", false);
  });
}
