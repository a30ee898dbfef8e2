import { createSignal, For, type JSX, onMount, Show } from "solid-js";
import type { IdentitiesView } from "../../shared/identities.ts";
import { useChat } from "../state/chat.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { withRegion } from "../i18n/region.ts";
import { Button } from "../ui/button.tsx";
import { checkFilled } from "./check-fields.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { useIdentityProblem } from "./identity-problem.ts";
import { createIdentityProviders } from "./identity-providers.ts";
import { createLoaded, LoadedView } from "./loaded.tsx";
import { Notice, Section } from "./section.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** The chosen provider to connect, or the identity to disconnect. */
type Choice = { kind: "connect" | "disconnect"; id: string; name: string };

/** The identity providers that open the account; nothing on a server without any. */
export function IdentitiesSection(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const providers = createIdentityProviders();
  const identities = createLoaded(() => chat.client.api.identities.list.query());
  const problemOf = useIdentityProblem();
  const [notice, setNotice] = createSignal(
    location.hash === "#connected" ? w("identities.done") : "",
  );
  const removed = async (name: string): Promise<void> => {
    setNotice(w("identities.removed", name));
    await identities.load();
  };
  return (
    <LoadedView loaded={identities}>
      {(view) => (
        <Show when={providers().length > 0 || view().connected.length > 0}>
          <Section title={w("identities.title")} intro={w("identities.intro")}>
            <Arrival />
            <p role="alert" class="mt-2 text-sm text-danger empty:hidden">
              {problemOf(location.hash)}
            </p>
            <Choices view={view()} providers={providers()} onRemoved={removed} />
            <Notice text={notice()} />
          </Section>
        </Show>
      )}
    </LoadedView>
  );
}

/** Shows the section to a person who comes back from a provider. */
function Arrival(): JSX.Element {
  let mark: HTMLSpanElement | undefined;
  onMount(() => {
    if (/^#(connected|problem=)/.test(location.hash)) mark?.scrollIntoView({ block: "center" });
  });
  return <span ref={(element) => (mark = element)} />;
}

function Choices(props: {
  view: IdentitiesView;
  providers: readonly { id: string; name: string }[];
  onRemoved: (name: string) => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const [choice, setChoice] = createSignal<Choice | null>(null);
  const isConnected = (id: string) => props.view.connected.some(({ provider }) => provider === id);
  const day = (iso: string) =>
    new Intl.DateTimeFormat(withRegion(locale()), { dateStyle: "medium" }).format(new Date(iso));
  const others = () => props.providers.filter(({ id }) => !isConnected(id));
  return (
    <>
      <ul class="mt-3 flex flex-col gap-2">
        <For each={props.view.connected}>
          {({ id, name, connectedAt }) => (
            <li class="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span class="min-w-0 flex-1 wrap-anywhere">
                <span class="font-medium">{name}</span>{" "}
                <span class="text-sm text-muted">{w("identities.since", day(connectedAt))}</span>
              </span>
              <Button onClick={() => setChoice({ kind: "disconnect", id, name })}>
                {w("identities.disconnect", name)}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <div class="mt-3 flex flex-wrap gap-2">
        <For each={others()}>
          {({ id, name }) => (
            <Button onClick={() => setChoice({ kind: "connect", id, name })}>
              {w("identities.connect", name)}
            </Button>
          )}
        </For>
      </div>
      <Show when={choice()} keyed>
        {(chosen) => (
          <ChoiceForm
            choice={chosen}
            hasPassword={props.view.hasPassword}
            onRemoved={async () => {
              setChoice(null);
              await props.onRemoved(chosen.name);
            }}
          />
        )}
      </Show>
    </>
  );
}

/** Asks for the password once more, where there is one. */
function ChoiceForm(props: {
  choice: Choice;
  hasPassword: boolean;
  onRemoved: () => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const [word, setWord] = createSignal("");
  const form = createForm<"password">({
    check: () => ({ password: problem(props.hasPassword ? checkFilled(word()) : null) }),
    async send() {
      const { kind, id } = props.choice;
      const password = props.hasPassword ? word() : null;
      const { identities } = chat.client.api;
      if (kind === "connect") {
        const { url } = await identities.connect.mutate({ provider: id, password });
        return location.assign(url);
      }
      await identities.disconnect.mutate({ id, password });
      await props.onRemoved();
    },
    fieldOf: props.hasPassword ? { wrong_credentials: "password" } : {},
    say: {
      wrong_credentials: () => (props.hasPassword ? w("wrong.password") : w("wrong.signInAgain")),
      conflict: () => w("identities.last"),
      unavailable: () => w("identity.unreachable"),
    },
  });
  return (
    <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
      <Show when={props.hasPassword}>
        <PasswordField
          label={w("field.currentPassword")}
          autocomplete="current-password"
          value={word()}
          onInput={setWord}
          problem={form.problem("password")}
        />
      </Show>
      <FormEnd
        form={form}
        label={
          props.choice.kind === "connect"
            ? w("identities.connect", props.choice.name)
            : w("identities.disconnect", props.choice.name)
        }
        class="self-start"
      />
    </form>
  );
}
