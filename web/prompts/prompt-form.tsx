import { createSignal, type JSX, onMount, Show } from "solid-js";
import { newId } from "../../shared/ids.ts";
import { promptLimits } from "../../shared/limits.ts";
import type { Prompt } from "../../shared/prompt.ts";
import { describedBy, inputClass, Labelled, TextField, useIds } from "../account/field.tsx";
import { createForm, FormEnd } from "../account/form.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { usePromptWords } from "./words/prompt-words.ts";

export interface PromptFormProps {
  /** The prompt to change; null for a new one. */
  prompt: Prompt | null;
  isAdmin: boolean;
  onDone: () => void;
}

/** Writes or changes a prompt. */
export function PromptForm(props: PromptFormProps): JSX.Element {
  const w = usePromptWords();
  const { t, locale } = useI18n();
  const { client } = useChat();
  // The form is another one for another prompt.
  const before = props.prompt;
  // Kept for a retry, so that the same prompt is not made twice.
  const id = before?.id ?? newId("prompt");
  const [name, setName] = createSignal(before?.name ?? "");
  const [description, setDescription] = createSignal(before?.description ?? "");
  const [text, setText] = createSignal(before?.text ?? "");
  const [isShared, setShared] = createSignal(before?.isShared ?? false);
  let element: HTMLFormElement | undefined;
  onMount(() => element?.querySelector("input")?.focus());

  const wrong = (isWrong: boolean, sentence: () => string) => (isWrong ? sentence : undefined);
  const form = createForm<"name" | "description" | "text">({
    check: () => ({
      name: wrong(name().trim() === "" || name().trim().length > promptLimits.name, () =>
        w("wrong.name", promptLimits.name),
      ),
      description: wrong(description().trim().length > promptLimits.description, () =>
        w("wrong.description", promptLimits.description),
      ),
      text: wrong(text().trim() === "" || text().length > promptLimits.text, () =>
        w("wrong.text", promptLimits.text.toLocaleString(locale())),
      ),
    }),
    async send() {
      const prompt = { id, name: name(), description: description(), text: text() };
      if (props.isAdmin && (isShared() || before?.isShared))
        await client.api.admin.prompts.save.mutate({ ...prompt, isShared: isShared() });
      else await client.api.prompts.save.mutate(prompt);
      props.onDone();
    },
    say: { conflict: () => w("wrong.tooMany") },
  });

  return (
    <form
      ref={element}
      aria-label={w(before ? "form.edit" : "form.new")}
      class="mt-4 flex flex-col gap-4 rounded-card border border-line p-4"
      noValidate
      onSubmit={form.submit}
    >
      <TextField
        label={w("name")}
        autocomplete="off"
        value={name()}
        onInput={setName}
        problem={form.problem("name")}
      />
      <TextField
        label={w("description")}
        autocomplete="off"
        value={description()}
        onInput={setDescription}
        problem={form.problem("description")}
      />
      <TextArea value={text()} onInput={setText} problem={form.problem("text")} />
      <Show when={props.isAdmin}>
        <label class="flex min-h-9 items-center gap-3 text-sm coarse:min-h-11">
          <input
            type="checkbox"
            class="size-4.5 shrink-0 accent-accent"
            checked={isShared()}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {w("share")}
        </label>
      </Show>
      <div class="flex flex-wrap items-center gap-2">
        <FormEnd form={form} label={w("save")} class="" />
        <Button onClick={() => props.onDone()}>{t("app.cancel")}</Button>
      </div>
    </form>
  );
}

function TextArea(props: {
  value: string;
  onInput: (text: string) => void;
  problem: JSX.Element;
}): JSX.Element {
  const w = usePromptWords();
  const ids = useIds();
  const described = () => ({ hint: w("text.hint"), problem: props.problem });
  return (
    <Labelled label={w("text")} hint={w("text.hint")} problem={props.problem} ids={ids}>
      <textarea
        id={ids.input}
        dir={props.value === "" ? undefined : "auto"}
        rows={5}
        value={props.value}
        aria-invalid={props.problem ? "true" : undefined}
        aria-describedby={describedBy(described(), ids)}
        class={`${inputClass} field-sizing-content max-h-96 min-h-32`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Labelled>
  );
}
