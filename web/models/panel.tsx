import * as KobalteDialog from "@kobalte/core/dialog";
import { createSignal, type JSX, onCleanup } from "solid-js";
import { placePanel } from "./place-panel.ts";

/** A dialog at its button, or at the lower edge of a small window. */
export function Panel(props: {
  title: string;
  anchor: HTMLElement;
  onClose: () => void;
  children: JSX.Element;
}): JSX.Element {
  const measure = () => {
    const {
      offsetLeft: left,
      offsetTop: top,
      width,
      height,
    } = visualViewport ?? {
      offsetLeft: 0,
      offsetTop: 0,
      width: innerWidth,
      height: innerHeight,
    };
    const isRtl = getComputedStyle(props.anchor).direction === "rtl";
    return placePanel(props.anchor.getBoundingClientRect(), { left, top, width, height }, isRtl);
  };
  const [place, setPlace] = createSignal(measure());
  const again = () => setPlace(measure());
  window.addEventListener("resize", again);
  visualViewport?.addEventListener("resize", again);
  onCleanup(() => {
    window.removeEventListener("resize", again);
    visualViewport?.removeEventListener("resize", again);
  });
  let content: HTMLElement | undefined;
  return (
    <KobalteDialog.Root open onOpenChange={(open) => open || props.onClose()}>
      <KobalteDialog.Portal>
        <KobalteDialog.Overlay class="fixed inset-0 z-50 max-sm:bg-scrim" />
        <KobalteDialog.Content
          ref={content}
          aria-label={props.title}
          style={place()}
          class="fixed z-50 flex flex-col overflow-hidden rounded-card border border-line bg-bg text-fg shadow-float outline-none max-sm:rounded-b-none"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            // A dialog below holds the focus until this turn is over.
            queueMicrotask(() =>
              (content?.querySelector<HTMLElement>("[data-autofocus]") ?? content)?.focus(),
            );
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.anchor.focus();
          }}
        >
          {props.children}
        </KobalteDialog.Content>
      </KobalteDialog.Portal>
    </KobalteDialog.Root>
  );
}
