import { createSignal, type JSX, Show } from "solid-js";
import { type RequestError, toRequestError } from "../../client/request-error.ts";
import { useChat } from "../state/chat.ts";
import { usePersonChange } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";
import { checkFilled } from "./check-fields.ts";
import { downloadChats, downloadExport } from "./download-export.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { Refusal } from "./refusal.tsx";
import { Section } from "./section.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Downloads all data about the user. */
export function DataSection(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const [working, setWorking] = createSignal<typeof downloadExport | null>(null);
  const [error, setError] = createSignal<RequestError | null>(null);
  async function download(kind: typeof downloadExport): Promise<void> {
    if (working()) return;
    setWorking(() => kind);
    setError(null);
    await kind(chat.client).catch((cause: unknown) => setError(toRequestError(cause)));
    setWorking(null);
  }
  return (
    <Section title={w("data.title")} intro={w("data.export.hint")}>
      <div class="mt-3 flex flex-wrap gap-2">
        <Button
          icon="document"
          aria-disabled={working() !== null}
          onClick={() => void download(downloadExport)}
        >
          {working() === downloadExport ? w("action.working") : w("data.export")}
        </Button>
        <Button
          icon="document"
          aria-disabled={working() !== null}
          onClick={() => void download(downloadChats)}
        >
          {working() === downloadChats ? w("action.working") : w("data.chats")}
        </Button>
      </div>
      <p role="alert" class="mt-2 text-sm text-danger empty:hidden">
        <Show when={error()} keyed>
          {(refused) =>
            refused.code === "rate_limited" ? <Refusal error={refused} /> : w("data.export.failed")
          }
        </Show>
      </p>
    </Section>
  );
}

/** Deletes the account after a confirmation. */
export function DeleteSection(props: { isGuest: boolean; hasPassword: boolean }): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const person = usePersonChange();
  const [asked, setAsked] = createSignal(false);
  const [password, setPassword] = createSignal("");
  const form = createForm<"password">({
    check: () => ({ password: problem(props.hasPassword ? checkFilled(password()) : null) }),
    async send() {
      const shown = props.hasPassword ? password() : null;
      await chat.client.api.account.delete.mutate({ password: shown });
      person.leave();
    },
    fieldOf: props.hasPassword ? { wrong_credentials: "password" } : {},
    say: {
      wrong_credentials: () => (props.hasPassword ? w("wrong.password") : w("wrong.signInAgain")),
      conflict: () => w("wrong.lastAdmin"),
    },
  });
  return (
    <Section
      title={props.isGuest ? w("delete.guest.title") : w("delete.title")}
      intro={w("delete.hint")}
    >
      <Show
        when={asked()}
        fallback={
          <Button class="mt-3" look="danger" icon="trash" onClick={() => setAsked(true)}>
            {w("delete.submit")}
          </Button>
        }
      >
        <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
          <Show when={props.hasPassword}>
            <PasswordField
              label={w("field.currentPassword")}
              autocomplete="current-password"
              value={password()}
              onInput={setPassword}
              problem={form.problem("password")}
            />
          </Show>
          <FormEnd form={form} label={w("delete.confirm")} look="danger" class="self-start" />
        </form>
      </Show>
    </Section>
  );
}
