import { createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { preferencesOf } from "../i18n/account-locale.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { basePath } from "../state/base-path.ts";
import { useClient } from "../state/client.ts";
import { usePersonChange } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";
import { Done } from "./account-page.tsx";
import { checkEmail, checkNewPassword } from "./check-fields.ts";
import { PasswordField, TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { PageLink } from "./links.tsx";
import { createMailWay } from "./mail-way.ts";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

interface Wanted {
  email: string;
  password: string;
}

/** The form of a registration, and what follows it. */
export function RegisterFlow(props: {
  /** The secret of an invitation; null without one. */
  invitation: string | null;
  /** Whether only addresses of certain domains may register. */
  byDomain: boolean;
}): JSX.Element {
  const client = useClient();
  const person = usePersonChange();
  const { locale } = useI18n();
  const [asked, setAsked] = createSignal<Wanted | null>(null);

  async function register(wanted: Wanted): Promise<void> {
    const request = { ...wanted, invitation: props.invitation };
    if (await isGuest()) {
      const { grant } = await client.api.auth.register.mutate(request);
      client.adopt(grant);
    } else {
      const preferences = preferencesOf(locale());
      const { done } = await client.api.auth.signUp.mutate({ ...request, preferences });
      // The page begins again with the user of the cookie.
      if (done) return person.enter("/register");
    }
    setAsked(wanted);
  }

  /** Whether the visitor has been let in as a guest. */
  async function isGuest(): Promise<boolean> {
    try {
      await client.grant();
      return true;
    } catch (error) {
      if (client.ended.get()?.code === "unauthenticated") return false;
      throw error;
    }
  }

  return (
    <Switch fallback={<RegisterForm register={register} byDomain={props.byDomain} />}>
      <Match when={asked()}>
        {(wanted) => <Mailed email={wanted().email} again={() => register(wanted())} />}
      </Match>
    </Switch>
  );
}

function RegisterForm(props: {
  byDomain: boolean;
  register: (wanted: Wanted) => Promise<void>;
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
    fieldOf: {
      weak_password: "password",
      conflict: "email",
      forbidden: "email",
      invalid_input: "email",
    },
    say: { invalid_input: () => w("wrong.email"), forbidden: () => w("wrong.domain") },
  });
  return (
    <>
      <p class="mt-2 text-muted">{w("register.intro")}</p>
      <Show when={props.byDomain}>
        <p class="mt-2 text-muted">{w("register.domain")}</p>
      </Show>
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
