import { createEffect, createMemo, createSignal, type JSX, onCleanup, Show } from "solid-js";
import { previewKind, type PreviewKind } from "../artifacts/preview-kind.ts";
import type { ShelvedArtifact } from "../artifacts/shelf.ts";
import { Late } from "../ui/late.tsx";
import { BlockIcon } from "./block-icon.tsx";
import { CopyButton } from "./copy-button.tsx";
import { fillWithCode } from "./live-colours.ts";
import { useMarkdown } from "./services.ts";

const loadPanel = async () => (await import("../artifacts/artifact-panel.tsx")).ArtifactPanel;

/** Opens the preview of a block, if it can be previewed. */
export function ArtifactButton(props: { language: string; text: string }): JSX.Element {
  const kind = createMemo(() => previewKind(props.language, props.text));
  return <Show when={kind()}>{(found) => <OpenButton kind={found()} {...props} />}</Show>;
}

function OpenButton(props: { kind: PreviewKind; language: string; text: string }): JSX.Element {
  const { w, services } = useMarkdown();
  const { shelf } = services;
  const [button, setButton] = createSignal<HTMLButtonElement>();
  const artifact = createMemo((): ShelvedArtifact | null => {
    const element = button();
    if (!element) return null;
    return {
      element,
      get kind() {
        return props.kind;
      },
      get text() {
        return props.text;
      },
    };
  });
  const isOpen = () => artifact() !== null && shelf.open() === artifact();
  createEffect(() => {
    const added = artifact();
    if (added) onCleanup(shelf.add(added));
  });

  return (
    <>
      <button
        ref={setButton}
        type="button"
        class="md-tool md-preview"
        aria-pressed={isOpen()}
        onClick={() => shelf.show(isOpen() ? null : artifact())}
      >
        <BlockIcon name="preview" />
        {w("markdown.preview")}
      </button>
      <Show when={isOpen() && shelf.open()}>
        {(open) => (
          <Late
            load={loadPanel}
            given={{
              artifact: open(),
              shelf,
              fill: (element: HTMLElement, source: () => string) =>
                fillWithCode(
                  element,
                  () => ({ text: source(), language: props.language, finished: true }),
                  services,
                ),
              copyButton: (source: () => string) => (
                <CopyButton label={w("markdown.copy")} copy={() => services.copy(source())} />
              ),
            }}
          />
        )}
      </Show>
    </>
  );
}
