import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { basePath } from "../state/base-path.ts";
import { useChat } from "../state/chat.ts";
import { useClient } from "../state/client.ts";
import { Button } from "../ui/button.tsx";
import { AccountPage, Done } from "./account-page.tsx";
import { AccountReady } from "./account-ready.tsx";
import { checkEmail, checkNewPassword } from "./check-fields.ts";
import { PasswordField, TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { PageLink } from "./links.tsx";
import { createMailWay } from "./mail-way.ts";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Turns a guest into an account, with a confirmation mail if the server sends mail. */
export function RegisterPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const client = useClient();
  const [asked, setAsked] = createSignal<{ email: string; password: string } | null>(null);
  const isRegistered = () => chat.state().user?.isGuest === false;

  async function register(wanted: { email: string; password: string }): Promise<void> {
    await client.grant();
    const { grant } = await client.api.auth.register.mutate(wanted);
    client.adopt(grant);
    setAsked(wanted);
  }

  return (
    <AccountPage title={isRegistered() ? w("register.done.title") : w("register.title")}>
      <Switch fallback={<RegisterForm register={register} />}>
        <Match when={isRegistered()}>
          <AccountReady />
        </Match>
        <Match when={asked()}>
          {(wanted) => <Mailed email={wanted().email} again={() => register(wanted())} />}
        </Match>
      </Switch>
    </AccountPage>
  );
}

function RegisterForm(props: {
  register: (wanted: { email: string; password: string }) => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const form = createForm<"email" | "password">({
    check: () => ({
      email: problem(checkEmail(email())),
      password: problem(checkNewPassword(password())),
    }),
    send: () => props.register({ email: email().trim(), password: password() }),
    fieldOf: { weak_password: "password", conflict: "email", invalid_input: "email" },
    say: { invalid_input: () => w("wrong.email") },
  });
  return (
    <>
      <p class="mt-2 text-muted">{w("register.intro")}</p>
      <form class="mt-6 flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <TextField
          label={w("field.email")}
          type="email"
          autocomplete="username"
          value={email()}
          onInput={setEmail}
          problem={form.problem("email")}
        />
        <PasswordField
          label={w("field.password")}
          hint={w("field.password.hint")}
          autocomplete="new-password"
          value={password()}
          onInput={setPassword}
          problem={form.problem("password")}
        />
        <FormEnd form={form} label={w("register.submit")} />
      </form>
      <div class="mt-4">
        <PageLink href="/sign-in">{w("register.signIn")}</PageLink>
      </div>
    </>
  );
}

function Mailed(props: { email: string; again: () => Promise<void> }): JSX.Element {
  const w = useAccountWords();
  const mailWay = createMailWay();
  const [sentAgain, setSentAgain] = createSignal(false);
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      await props.again();
      setSentAgain(true);
    },
  });
  return (
    <Done title={w("register.mailed.title")} text={w("register.mailed", props.email)}>
      <Show when={mailWay() === "outbox"}>
        <p class="mt-3 rounded-lg border border-line bg-subtle px-4 py-3 text-sm">
          {w("register.outbox")}:{" "}
          <a
            href={`${basePath()}/dev/mail`}
            dir="ltr"
            target="_blank"
            class="font-medium text-accent underline"
          >
            /dev/mail
          </a>
        </p>
      </Show>
      <form class="mt-6 flex flex-col items-start gap-3" onSubmit={form.submit}>
        <div role="alert" class="text-sm text-danger empty:hidden">
          {form.refusal()}
        </div>
        <Button type="submit" aria-disabled={form.pending()}>
          {form.pending() ? w("action.working") : w("register.again")}
        </Button>
        <p role="status" class="text-sm text-muted empty:hidden">
          {sentAgain() ? w("register.sentAgain") : ""}
        </p>
      </form>
    </Done>
  );
}
