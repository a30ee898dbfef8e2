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
import { useI18n } from "../i18n/i18n.tsx";
import { createMediaQuery } from "../state/media-query.ts";
import { IconButton } from "../ui/button.tsx";
import { saveFile } from "../ui/save-file.ts";
import { ArtifactFrame } from "./artifact-frame.tsx";
import { titleOf } from "./artifact-title.ts";
import type { PreviewKind } from "./preview-kind.ts";
import type { Shelf, ShelvedArtifact } from "./shelf.ts";
import { versionsOf } from "./versions.ts";
import { useArtifactWords } from "./words/artifact-words.ts";

export interface ArtifactPanelProps {
  /** The block whose preview was opened. */
  artifact: ShelvedArtifact;
  shelf: Shelf;
  /** Fills an element with the source, in colours. */
  fill: (element: HTMLElement, source: () => string) => void;
}

const fileNames: Readonly<Record<PreviewKind, string>> = {
  html: "page.html",
  svg: "picture.svg",
  mermaid: "diagram.mmd",
};

/**
 * The preview of a block: beside the page, or over it on a narrow screen, in a dialog and on demand.
 * Goes to other versions of the same artifact in the conversation.
 */
export function ArtifactPanel(props: ArtifactPanelProps): JSX.Element {
  const w = useArtifactWords();
  const headingId = createUniqueId();
  const isNarrow = createMediaQuery("(max-width: 63.99rem)");
  const [isWhole, setWhole] = createSignal(false);
  const [isSource, setSource] = createSignal(false);
  const [shown, show] = createSignal(untrack(() => props.artifact));
  const versions = createMemo(() => versionsOf(shown(), props.shelf.all()));
  const mount = untrack(() => placeFor(props.artifact.element));
  const covers = () => isNarrow() || isWhole() || mount.isDialog;
  const title = () => titleOf(shown().kind, shown().text) || w(`artifact.${shown().kind}` as const);
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
          <Tools
            artifact={shown()}
            versions={versions()}
            isSource={isSource()}
            isWhole={isWhole()}
            canGrow={!isNarrow() && !mount.isDialog}
            onShow={show}
            onSource={() => setSource((before) => !before)}
            onWhole={() => setWhole((before) => !before)}
            onClose={close}
          />
        </header>
        <Show
          when={isSource()}
          fallback={<ArtifactFrame artifact={shown()} label={title()} onEscape={leave} />}
        >
          <pre
            dir="ltr"
            tabindex="0"
            role="group"
            aria-label={w("artifact.source")}
            class="min-h-0 flex-1 overflow-auto bg-code p-4 text-sm"
          >
            <code ref={(element) => props.fill(element, () => shown().text)} />
          </pre>
        </Show>
      </section>
    </Portal>
  );
}

function Tools(props: {
  artifact: ShelvedArtifact;
  versions: readonly ShelvedArtifact[];
  isSource: boolean;
  isWhole: boolean;
  canGrow: boolean;
  onShow: (artifact: ShelvedArtifact) => void;
  onSource: () => void;
  onWhole: () => void;
  onClose: () => void;
}): JSX.Element {
  const w = useArtifactWords();
  const { t } = useI18n();
  const save = () => {
    // No type that a browser would open as a page of this origin.
    const file = new Blob([props.artifact.text], { type: "application/octet-stream" });
    saveFile(file, fileNames[props.artifact.kind]);
  };
  return (
    <>
      <Versions {...props} />
      <IconButton
        icon="code"
        label={w("artifact.source")}
        aria-pressed={props.isSource}
        class={props.isSource ? "bg-hover text-fg" : ""}
        onClick={() => props.onSource()}
      />
      <IconButton icon="download" label={w("artifact.download")} onClick={save} />
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

/** `‹ 2/3 ›` */
function Versions(props: {
  artifact: ShelvedArtifact;
  versions: readonly ShelvedArtifact[];
  onShow: (artifact: ShelvedArtifact) => void;
}): JSX.Element {
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
