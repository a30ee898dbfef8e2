import { createSignal, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { ApiKey } from "../../shared/api-key.ts";
import { type Scope, scopes } from "../../shared/scopes.ts";
import { messageTime } from "../ui/message-time.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Button } from "../ui/button.tsx";
import { useToasts } from "../ui/toasts.tsx";
import { checkName } from "./check-fields.ts";
import { TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { createLoaded, LoadedView } from "./loaded.tsx";
import { Notice, Section } from "./section.tsx";
import { NewSecret } from "./new-secret.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** The user's API keys. */
export function ApiKeysSection(props: { isAdmin: boolean }): JSX.Element {
  const w = useAccountWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const keys = createLoaded(() => chat.client.api.apiKeys.list.query());
  const [secret, setSecret] = createSignal("");
  const [revoked, setRevoked] = createSignal(false);

  async function revoke(id: string): Promise<void> {
    setSecret("");
    await chat.client.api.apiKeys.revoke
      .mutate({ id })
      .then(() => setRevoked(true))
      .catch((error: unknown) => {
        const { code } = toRequestError(error);
        if (code !== "not_found") toasts.show({ text: () => t(`refused.${code}`) });
      });
    await keys.load();
  }
  async function create(name: string, scope: Scope): Promise<void> {
    setRevoked(false);
    const key = await chat.client.api.apiKeys.create.mutate({ name, scopes: [scope] });
    setSecret(key.secret);
    await keys.load();
  }

  return (
    <Section title={w("keys.title")} isWholePage intro={w("keys.intro")}>
      <LoadedView loaded={keys}>
        {(list) => (
          <ul class="mt-3 flex flex-col divide-y divide-line">
            <For each={list()} fallback={<li class="py-2 text-muted">{w("keys.none")}</li>}>
              {(key) => <KeyLine apiKey={key} onRevoke={() => void revoke(key.id)} />}
            </For>
          </ul>
        )}
      </LoadedView>
      <Notice text={revoked() ? w("keys.revoked") : ""} />
      <Show when={secret()}>
        {(text) => <NewSecret says={w("keys.created")} secret={text()} />}
      </Show>
      <KeyForm isAdmin={props.isAdmin} create={create} />
    </Section>
  );
}

function KeyLine(props: { apiKey: ApiKey; onRevoke: () => void }): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const used = () =>
    props.apiKey.lastUsedAt === null
      ? w("keys.never")
      : w("devices.lastUsed", messageTime(props.apiKey.lastUsedAt, new Date(), locale()));
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">
          {props.apiKey.name} <span class="font-mono text-sm text-muted">…{props.apiKey.hint}</span>
        </p>
        <p class="text-sm text-muted">
          {props.apiKey.scopes.map((scope) => w(`keys.scope.${scope}`)).join(", ")} · {used()}
        </p>
      </div>
      <Button
        aria-label={w("keys.revoke.label", props.apiKey.name)}
        onClick={() => props.onRevoke()}
      >
        {w("keys.revoke")}
      </Button>
    </li>
  );
}

function KeyForm(props: {
  isAdmin: boolean;
  create: (name: string, scope: Scope) => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const [name, setName] = createSignal("");
  const [scope, setScope] = createSignal<Scope>("chat");
  const offered = () => scopes.filter((each) => each !== "admin" || props.isAdmin);
  const form = createForm<"name">({
    check: () => ({
      name: problem(checkName(name())),
    }),
    async send() {
      await props.create(name().trim(), scope());
      setName("");
    },
    fieldOf: { conflict: "name" },
    say: { conflict: () => w("wrong.tooMany") },
  });
  return (
    <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
      <TextField
        label={w("keys.name")}
        autocomplete="off"
        value={name()}
        onInput={setName}
        problem={form.problem("name")}
      />
      <fieldset>
        <legend class="mb-1 text-sm font-medium">{w("keys.scopes")}</legend>
        <For each={offered()}>
          {(each) => (
            <label class="flex min-h-9 items-center gap-3 text-sm coarse:min-h-11">
              <input
                type="radio"
                name="scope"
                class="size-4.5 shrink-0 accent-accent"
                checked={scope() === each}
                onChange={() => setScope(each)}
              />
              {w(`keys.scope.${each}`)}
            </label>
          )}
        </For>
      </fieldset>
      <FormEnd form={form} label={w("keys.create")} look="plain" class="self-start" />
    </form>
  );
}
