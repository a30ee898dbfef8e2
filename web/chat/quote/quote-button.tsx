import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { insertText } from "../../ui/insert-text.ts";
import { composerFieldId } from "../../ui/focus-composer.ts";
import { Button } from "../../ui/button.tsx";
import { maxMemoryLength } from "../../../shared/limits.ts";
import { quoteAfter } from "./quote-text.ts";
import { createRemember } from "./remember.ts";
import { findSelectedText, type SelectedText } from "./selected-text.ts";
import { useQuoteWords } from "./words/quote-words.ts";

/** Room for the buttons at the edges of the screen, in pixels. */
const roomPx = 220;

/** The same at the bottom, where the composer is. */
const heightPx = 120;

/** How far they reach to the left of where the text ends, in pixels. */
const reachPx = 60;

/** Between the selected text and the button, in pixels: below it, because phones have a menu above. */
const gapPx = 8;

/**
 * Buttons below text that is selected in a message: one quotes it in the composer, the other adds a
 * short one to the person's memory. Tab goes to them from the selection.
 */
export function QuoteButton(): JSX.Element {
  const w = useQuoteWords();
  const remember = createRemember();
  const [selected, setSelected] = createSignal<SelectedText | null>(null);
  let button: HTMLDivElement | undefined;
  let isSelecting = false;

  const look = () => {
    if (!isSelecting) setSelected(findSelectedText());
  };
  listen(document, "selectionchange", look);
  listen(document, "pointerdown", ({ target }) => {
    isSelecting = !(target instanceof Node && button?.contains(target));
  });
  for (const end of ["pointerup", "pointercancel"])
    listen(document, end, () => {
      isSelecting = false;
      look();
    });
  // The place is the window's: it moves when anything scrolls.
  listen(window, "scroll", look);
  listen(window, "resize", look);
  listen(window, "keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || !selected() || event.defaultPrevented) return;
    const isOnButton = button?.contains(document.activeElement);
    if (event.key === "Tab" && !event.shiftKey && !isOnButton) {
      event.preventDefault();
      button?.querySelector("button")?.focus();
    }
    if (event.key !== "Escape") return;
    // Escape would also stop a reply in progress.
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
  });

  function take(): string {
    const { text } = selected() ?? { text: "" };
    document.getSelection()?.removeAllRanges();
    setSelected(null);
    return text;
  }

  const keep = () => void remember(take());

  function quote(): void {
    const text = take();
    const field = document.getElementById(composerFieldId);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.setSelectionRange(field.value.length, field.value.length);
    insertText(field, quoteAfter(field.value, text));
  }

  return (
    <Show when={selected()}>
      {(present) => (
        <div
          ref={button}
          class="fixed z-40 flex gap-1 rounded-lg shadow-float"
          style={{
            top: `${Math.min(present().box.bottom + gapPx, window.innerHeight - heightPx)}px`,
            left: `${Math.max(gapPx, Math.min(present().box.right - reachPx, window.innerWidth - roomPx))}px`,
          }}
          // A press would end the selection.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Button onClick={quote}>{w("quote")}</Button>
          <Show when={present().text.trim().length <= maxMemoryLength}>
            <Button onClick={keep}>{w("remember")}</Button>
          </Show>
        </div>
      )}
    </Show>
  );
}

function listen(target: EventTarget, name: string, listener: (event: Event) => void): void {
  // Scrolling is only heard of on its way down.
  const capture = name === "scroll";
  target.addEventListener(name, listener, { capture });
  onCleanup(() => target.removeEventListener(name, listener, { capture }));
}
