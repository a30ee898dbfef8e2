import { createSignal, type JSX, onMount, Show } from "solid-js";
import { maxMemoryLength } from "../../../shared/limits.ts";
import { Button } from "../../ui/button.tsx";
import { inputClass, Labelled, useIds } from "../field.tsx";
import { createForm } from "../form.tsx";
import { usePersonalWords } from "./words/personal-words.ts";

/** Adds or changes a fact. */
export function MemoryForm(props: {
  label: string;
  submit: string;
  /** The present words. */
  text: string;
  save: (text: string) => Promise<void>;
  /** Given for a form that can be closed, which takes the focus. */
  onCancel?: () => void;
}): JSX.Element {
  const w = usePersonalWords();
  const ids = useIds();
  const [text, setText] = createSignal(props.text);
  let input: HTMLInputElement | undefined;
  const form = createForm<"text">({
    check: () => ({ text: text().trim() === "" ? () => w("memory.empty") : undefined }),
    fieldOf: { conflict: "text" },
    say: { conflict: () => w("memory.full") },
    async send() {
      await props.save(text().trim());
      setText("");
    },
  });
  onMount(() => props.onCancel && input?.focus());
  return (
    <form
      data-unsaved={text() === props.text ? undefined : ""}
      onSubmit={(event) => form.submit(event)}
      onKeyDown={(event) => event.key === "Escape" && props.onCancel?.()}
    >
      <Labelled label={props.label} problem={form.problem("text")} ids={ids}>
        <div class="flex flex-wrap gap-2">
          <input
            ref={input}
            id={ids.input}
            dir={text() === "" ? undefined : "auto"}
            value={text()}
            maxLength={maxMemoryLength}
            autocomplete="off"
            aria-invalid={form.problem("text") ? "true" : undefined}
            aria-describedby={form.problem("text") ? ids.problem : undefined}
            class={`${inputClass} flex-1 basis-60`}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" aria-disabled={form.pending()}>
            {props.submit}
          </Button>
          <Show when={props.onCancel}>
            {(cancel) => <Button onClick={() => cancel()()}>{w("memory.cancel")}</Button>}
          </Show>
        </div>
      </Labelled>
      <div role="alert" class="mt-1 text-sm text-danger empty:hidden">
        {form.refusal()}
      </div>
    </form>
  );
}
