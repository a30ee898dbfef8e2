import { isolate } from "../../i18n/isolate.ts";
import { createSignal, createUniqueId, For, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../../client/request-error.ts";
import type { ConnectionInput, ConnectionTest, ModelListing } from "../../../shared/connections.ts";
import { inputClass } from "../../account/field.tsx";
import { Refusal } from "../../account/refusal.tsx";
import { useFailureWords } from "../../i18n/failures/failure-words.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** How a test ended; `no list` asks for the name of a model. */
type Outcome = { result: ConnectionTest | "no list" } | { error: RequestError };

const isBad = (result: ConnectionTest | "no list") => result !== "no list" && !result.ok;

/** Has a model of the connection as it is written say a word. */
export function ConnectionTester(props: {
  /** What is tested; null while the form has errors, which it then shows. */
  draft: () => { connection: ConnectionInput; isStored: boolean } | null;
  model: string;
  onModel: (model: string) => void;
  /** Called with a model that has answered. */
  onAnswer: (model: string) => void;
}): JSX.Element {
  const w = useConnectionWords();
  const f = useFailureWords();
  const { locale } = useI18n();
  const chat = useChat();
  const id = createUniqueId();
  const [listed, setListed] = createSignal<readonly string[]>([]);
  let line: HTMLDivElement | undefined;
  const [step, setStep] = createSignal<"listing" | "running" | null>(null);
  const [outcome, setOutcome] = createSignal<Outcome | null>(null);
  const seconds = (ms: number) => {
    const options = { style: "unit", unit: "second", maximumFractionDigits: 1 } as const;
    return Math.max(ms / 1_000, 0.1).toLocaleString(locale(), options);
  };
  const sentence = (result: ConnectionTest | "no list") => {
    if (result === "no list") return w("test.noList");
    if (!result.ok) return `${f(result.code)} ${w("test.bad", result.reason)}`;
    const time = seconds(result.ms);
    return result.text === "" ? w("test.silent", time) : w("test.good", isolate(result.text), time);
  };

  async function run(): Promise<void> {
    const draft = props.draft();
    if (!draft || step()) return;
    setOutcome(null);
    try {
      setStep("listing");
      const { models, failure } = await listOf(draft);
      setListed(models);
      const model = props.model.trim() || models[0] || "";
      if (model === "") {
        setOutcome({ result: failure ? { ok: false, ...failure } : "no list" });
        return;
      }
      props.onModel(model);
      setStep("running");
      const result = await chat.client.api.admin.connections.test.mutate({ ...draft, model });
      setOutcome({ result });
      if (result.ok) props.onAnswer(model);
    } catch (cause) {
      setOutcome({ error: toRequestError(cause) });
    } finally {
      setStep(null);
      line?.scrollIntoView({ block: "nearest" });
    }
  }

  /** The names that are offered, or those that the server lists. */
  async function listOf(draft: {
    connection: ConnectionInput;
    isStored: boolean;
  }): Promise<ModelListing> {
    const { models } = draft.connection;
    if (models) return { models, failure: null };
    return chat.client.api.admin.connections.models.mutate(draft);
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
            <For each={listed()}>{(name) => <option value={name} />}</For>
          </datalist>
        </div>
        <Button aria-disabled={step() !== null} onClick={() => void run()}>
          {w("test")}
        </Button>
      </div>
      <div
        ref={(element) => (line = element)}
        role="status"
        class="mt-2 scroll-my-4 text-sm wrap-anywhere empty:hidden"
      >
        <Show when={status()}>{(text) => <p class="text-muted">{text()}</p>}</Show>
        <Show when={!status() && outcome()} keyed>
          {(shown) =>
            "error" in shown ? (
              <p class="text-danger">
                <Refusal error={shown.error} />
              </p>
            ) : (
              <p class={isBad(shown.result) ? "text-danger" : ""}>{sentence(shown.result)}</p>
            )
          }
        </Show>
      </div>
    </div>
  );
}
