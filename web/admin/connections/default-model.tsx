import { createSignal, For, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { ConnectionList } from "../../../shared/connections.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { describedBy, inputClass, Labelled, useIds } from "../../account/field.tsx";
import { createLoaded } from "../../account/loaded.tsx";
import { Refusal } from "../../account/refusal.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { accessOfModel } from "./access-of-model.ts";
import { useConnectionWords } from "./words/connection-words.ts";

/** The model that answers where none is named. */
export function DefaultModel(props: {
  list: ConnectionList;
  onChosen: () => Promise<void>;
}): JSX.Element {
  const w = useConnectionWords();
  const chat = useChat();
  const ids = useIds();
  const [written, setWritten] = createSignal<string | null>(null);
  const [notice, setNotice] = createSignal("");
  const [error, setError] = createSignal<RequestError | null>(null);
  const names = createLoaded(async () => (await chat.client.api.admin.models.query()).models);
  const model = () => written() ?? props.list.defaultModel;
  const hint = () => {
    const access = accessOfModel(model().trim(), props.list.connections);
    return access === "everyone" ? "" : w(`default.only.${access}`);
  };

  async function choose(chosen: string | null): Promise<void> {
    setError(null);
    setNotice("");
    try {
      await chat.client.api.admin.connections.setDefaultModel.mutate({ model: chosen });
      await props.onChosen();
      setWritten(null);
      setNotice(w("default.chosen"));
    } catch (cause) {
      setError(toRequestError(cause));
    }
  }

  return (
    <Section title={w("default.title")} intro={w("default.intro")}>
      <form
        class="mt-4 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (model().trim() !== "") void choose(model().trim());
        }}
      >
        <div class="min-w-0 flex-1 basis-60">
          <Labelled label={w("default.label")} ids={ids}>
            <input
              id={ids.input}
              type="text"
              list={`${ids.input}-list`}
              value={model()}
              maxlength={workflowLimits.model}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby={describedBy({ hint: hint() }, ids)}
              class={inputClass}
              onInput={(event) => setWritten(event.currentTarget.value)}
            />
          </Labelled>
          <datalist id={`${ids.input}-list`}>
            <For each={names.value() ?? []}>{(name) => <option value={name} />}</For>
          </datalist>
        </div>
        <Button type="submit">{w("save")}</Button>
        <Show when={props.list.isDefaultChosen}>
          <Button onClick={() => void choose(null)}>{w("default.settings")}</Button>
        </Show>
        <Show when={hint()}>
          {(text) => (
            <p id={ids.hint} class="basis-full text-sm text-muted">
              {text()}
            </p>
          )}
        </Show>
      </form>
      <div role="alert" class="mt-2 text-sm text-danger empty:hidden">
        <Show when={error()}>{(refused) => <Refusal error={refused()} />}</Show>
      </div>
      <Notice text={notice()} />
    </Section>
  );
}
