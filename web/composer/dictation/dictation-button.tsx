import { createEffect, type JSX, on, onCleanup, Show } from "solid-js";
import { useI18n } from "../../i18n/i18n.tsx";
import type { Writing } from "../draft.ts";
import { createDictation } from "./dictation.ts";
import { useDictationWords } from "./words/dictation-words.ts";

export interface DictationButtonProps {
  draft: Writing;
  field: () => HTMLTextAreaElement | undefined;
}

/** A button that has the browser write down what the user says, and what there is to say of it. */
export function DictationButton(props: DictationButtonProps): JSX.Element {
  const w = useDictationWords();
  const { locale } = useI18n();
  const dictation = createDictation({
    read: () => props.draft.text(),
    write(text) {
      props.draft.write(text);
    },
    cursor: () => props.field()?.selectionStart ?? props.draft.text().length,
    // The browser's own, with its region, where it is the app's.
    language: () => navigator.languages.find((each) => each.split("-")[0] === locale()) ?? locale(),
  });
  const label = () => w(dictation.isListening() ? "stop" : "start");
  const note = () => {
    if (dictation.isListening()) return w("listening");
    const problem = dictation.problem();
    return problem ? w(`problem.${problem}`) : "";
  };

  onCleanup(dictation.abort);
  // Sending empties the field.
  createEffect(
    on(
      () => props.draft.text() === "",
      (isEmpty) => isEmpty && dictation.abort(),
      { defer: true },
    ),
  );
  createEffect(() => {
    if (!dictation.isListening()) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing) return;
      // Escape would also stop a reply in progress.
      event.preventDefault();
      dictation.stop();
    };
    window.addEventListener("keydown", onKeyDown, true);
    onCleanup(() => window.removeEventListener("keydown", onKeyDown, true));
  });

  function toggle(): void {
    if (dictation.isListening()) dictation.stop();
    else dictation.start();
    props.field()?.focus();
  }

  return (
    <>
      <button
        type="button"
        aria-label={label()}
        title={label()}
        aria-pressed={dictation.isListening()}
        class="inline-flex size-10 shrink-0 items-center justify-center rounded-full transition-colors coarse:size-11"
        classList={{
          "text-muted hover:bg-hover hover:text-fg": !dictation.isListening(),
          "bg-danger-bg text-danger": dictation.isListening(),
        }}
        onClick={toggle}
      >
        <svg
          class="size-5"
          viewBox="0 0 24 24"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
          stroke-linejoin="round"
          aria-hidden="true"
        >
          <path d="M12 3.5a2.8 2.8 0 0 1 2.8 2.8v5a2.8 2.8 0 0 1-5.6 0v-5A2.8 2.8 0 0 1 12 3.5zM6 11a6 6 0 0 0 12 0M12 17v3.5" />
        </svg>
      </button>
      <p
        role="status"
        class="absolute inset-x-0 bottom-full z-20 mb-1.5 flex justify-center empty:hidden"
      >
        <Show when={note()}>
          {(text) => (
            <span class="rounded-2xl border border-line bg-bg px-3 py-1 text-sm text-muted shadow-float">
              {text()}
            </span>
          )}
        </Show>
      </p>
    </>
  );
}
