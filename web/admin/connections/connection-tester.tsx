import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import type { ConnectionInput, ConnectionTest } from "../../../shared/connections.ts";
import { inputClass } from "../../account/field.tsx";
import { Refusal } from "../../account/refusal.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** Has a model of the connection as it is written say a word. */
export function ConnectionTester(props: {
  /** What is tested; null while the form has errors, which it then shows. */
  draft: () => { connection: ConnectionInput; isStored: boolean } | null;
  model: string;
  onModel: (model: string) => void;
}): JSX.Element {
  const w = useConnectionWords();
  const { t, locale } = useI18n();
  const chat = useChat();
  const id = createUniqueId();
  const [listed, setListed] = createSignal<readonly string[] | null>(null);
  const [step, setStep] = createSignal<"listing" | "running" | null>(null);
  const [outcome, setOutcome] = createSignal<JSX.Element>();
  const seconds = (ms: number) => {
    const options = { style: "unit", unit: "second", maximumFractionDigits: 1 } as const;
    return (ms / 1_000).toLocaleString(locale(), options);
  };
  const sentence = (result: ConnectionTest) => {
    if (!result.ok) return `${t(`error.${result.code}`)} ${w("test.bad", result.reason)}`;
    const time = seconds(result.ms);
    return result.text === "" ? w("test.silent", time) : w("test.good", result.text, time);
  };

  async function run(): Promise<void> {
    const draft = props.draft();
    if (!draft || step()) return;
    setOutcome(undefined);
    try {
      setStep("listing");
      const models = await listOf(draft);
      setListed(models);
      const model = props.model.trim() || models?.[0] || "";
      if (model === "") {
        setOutcome(<p>{w("test.noList")}</p>);
        return;
      }
      props.onModel(model);
      setStep("running");
      const result = await chat.client.api.admin.connections.test.mutate({ ...draft, model });
      setOutcome(<p class={result.ok ? "" : "text-danger"}>{sentence(result)}</p>);
    } catch (cause) {
      setOutcome(
        <p class="text-danger">
          <Refusal error={toRequestError(cause)} />
        </p>,
      );
    } finally {
      setStep(null);
    }
  }

  /** The names that are offered, or those that the server lists; null if it lists none. */
  async function listOf(draft: { connection: ConnectionInput; isStored: boolean }) {
    const { connections } = chat.client.api.admin;
    if (draft.connection.models) return draft.connection.models;
    return connections.models.mutate(draft).then(
      ({ models }) => (models.length > 0 ? models : null),
      (cause: unknown) => {
        const error = toRequestError(cause);
        if (error.code !== "unavailable") throw error;
        return null;
      },
    );
  }

  const status = () => {
    if (step() === "listing") return w("test.listing");
    if (step() === "running") return w("test.running");
    return "";
  };
  return (
    <div class="rounded-lg border border-line p-3">
      <div class="flex flex-wrap items-end gap-2">
        <div class="min-w-0 flex-1 basis-48">
          <label for={id} class="mb-1 block text-sm font-medium">
            {w("test.model")}
          </label>
          <input
            id={id}
            type="text"
            list={`${id}-list`}
            value={props.model}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            class={inputClass}
            onInput={(event) => props.onModel(event.currentTarget.value)}
          />
          <datalist id={`${id}-list`}>
            <For each={listed() ?? []}>{(name) => <option value={name} />}</For>
          </datalist>
        </div>
        <Button aria-disabled={step() !== null} onClick={() => void run()}>
          {w("test")}
        </Button>
      </div>
      <div role="status" class="mt-2 text-sm wrap-anywhere empty:hidden">
        <Show when={status()}>{(text) => <p class="text-muted">{text()}</p>}</Show>
        <Show when={!status() && outcome()}>{outcome()}</Show>
      </div>
    </div>
  );
}
