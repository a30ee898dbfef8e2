import { createSignal, createUniqueId, type JSX, Show } from "solid-js";
import type { ConnectionForAdmin } from "../../../shared/connections.ts";
import { PasswordField, TextField } from "../../account/field.tsx";
import { createForm, FormEnd } from "../../account/form.tsx";
import { useI18n } from "../../i18n/i18n.tsx";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { AccessField } from "./access-field.tsx";
import { ConnectionTester } from "./connection-tester.tsx";
import { checkDraft, type Draft, draftFor, type DraftField, toInput } from "./draft.ts";
import { ModelsField } from "./models-field.tsx";
import { ServiceField } from "./service-field.tsx";
import { useConnectionWords } from "./words/connection-words.ts";

/** A form that makes a connection, or changes one. */
export function ConnectionEditor(props: {
  /** Null for a new one. */
  stored: ConnectionForAdmin | null;
  /** What the form begins with. */
  draft: Draft;
  /** The model to test first; empty for the first one that the server lists. */
  model: string;
  taken: ReadonlySet<string>;
  /** Names that no new connection can have. */
  prefixes: ReadonlySet<string>;
  /** Whether a model that has answered the test is suggested as the default. */
  suggestsDefault: boolean;
  onSaved: () => void;
  onCancel: () => void;
}): JSX.Element {
  const w = useConnectionWords();
  const { t } = useI18n();
  const chat = useChat();
  const title = createUniqueId();
  const stored = props.stored;
  const [draft, setDraft] = createSignal(props.draft);
  const [model, setModel] = createSignal(props.model);
  const [answered, setAnswered] = createSignal<string | null>(null);
  const [choice, setChoice] = createSignal<boolean | null>(null);
  const put = (next: Draft) => {
    setDraft(next);
    setAnswered(null);
  };
  const change = (part: Partial<Draft>) => put({ ...draft(), ...part });
  const form = createForm<DraftField>({
    check: () => problems(),
    send: save,
    say: { conflict: () => w("wrong.conflict"), invalid_input: () => w("wrong.input") },
  });
  const problems = () => {
    const found = Object.entries(checkDraft(draft(), stored, props.prefixes));
    return Object.fromEntries(found.map(([field, key]) => [field, () => w(key)]));
  };
  const fullModel = () => `${draft().id}/${model().trim()}`;
  const offersDefault = () => model().trim() !== "";
  const isDefault = () => choice() ?? (props.suggestsDefault && answered() === model().trim());

  async function save(): Promise<void> {
    const { connections } = chat.client.api.admin;
    const connection = toInput(draft(), stored);
    await connections.save.mutate({ revision: stored?.revision ?? null, connection });
    if (offersDefault() && isDefault())
      await connections.setDefaultModel.mutate({ model: fullModel() });
    props.onSaved();
  }

  return (
    <section aria-labelledby={title} class="mt-6 rounded-xl border border-line p-4">
      <h2
        id={title}
        tabindex="-1"
        class="text-lg font-semibold outline-none"
        ref={(element) => queueMicrotask(() => element.focus())}
      >
        {stored ? w("editor.change", stored.id) : w("editor.new")}
      </h2>
      <form class="mt-4 flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <Show when={!stored}>
          <ServiceField
            service={draft().service}
            onChoose={(service) => {
              put(draftFor(service, props.taken));
              setModel("");
            }}
          />
          <TextField
            label={w("name")}
            hint={w("name.hint")}
            autocomplete="off"
            value={draft().id}
            onInput={(id) => change({ id })}
            problem={form.problem("id")}
          />
        </Show>
        <TextField
          label={w("address")}
          hint={w(draft().service.kind === "openai-chat" ? "address.hint" : "address.own")}
          autocomplete="off"
          value={draft().baseUrl}
          onInput={(baseUrl) => change({ baseUrl })}
          problem={form.problem("baseUrl")}
        />
        <PasswordField
          label={w("key")}
          reveal={{ show: w("key.show"), hide: w("key.hide") }}
          hint={keyHint()}
          autocomplete="off"
          value={draft().apiKey}
          onInput={(apiKey) => change({ apiKey })}
          problem={form.problem("apiKey")}
        />
        <Show when={stored && stored.headerNames.length > 0}>
          <p class="text-sm text-muted">{w("headers", stored?.headerNames.join(", ") ?? "")}</p>
        </Show>
        <ModelsField
          value={draft().models}
          onInput={(models) => change({ models })}
          problem={form.problem("models")}
        />
        <AccessField access={draft().access} onChoose={(access) => change({ access })} />
        <TextField
          label={w("limit")}
          hint={w("limit.hint")}
          autocomplete="off"
          inputmode="numeric"
          value={draft().maxConcurrent}
          onInput={(maxConcurrent) => change({ maxConcurrent })}
          problem={form.problem("maxConcurrent")}
        />
        <ConnectionTester
          draft={tested}
          model={model()}
          onModel={setModel}
          onAnswer={setAnswered}
        />
        <Show when={offersDefault()}>
          <label class="flex min-h-6 items-center gap-2.5 text-sm font-medium coarse:min-h-11">
            <input
              type="checkbox"
              checked={isDefault()}
              class="size-5 shrink-0 accent-accent"
              onChange={(event) => setChoice(event.currentTarget.checked)}
            />
            <span class="min-w-0 wrap-anywhere">{w("default.use", fullModel())}</span>
          </label>
        </Show>
        <div class="flex flex-wrap items-center gap-2">
          <FormEnd form={form} label={w("save")} class="order-1" />
          <Button class="order-2" onClick={() => props.onCancel()}>
            {t("app.cancel")}
          </Button>
        </div>
      </form>
    </section>
  );

  function keyHint(): string {
    if (stored?.hasKey) return w("key.keep");
    return draft().service.needsKey ? "" : w("key.optional");
  }

  function tested() {
    if (Object.keys(checkDraft(draft(), stored, props.prefixes)).length > 0) {
      form.check();
      return null;
    }
    return { connection: toInput(draft(), stored), isStored: stored !== null };
  }
}
