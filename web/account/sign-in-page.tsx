import { createSignal, type JSX, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { usePersonChange } from "../state/person-change.ts";
import { findStorage } from "../state/safe-storage.ts";
import { AccountPage } from "./account-page.tsx";
import { checkEmail, checkFilled } from "./check-fields.ts";
import { PasswordField, TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { PageLink } from "./links.tsx";
import { handOverUnsent } from "./hand-over-unsent.ts";
import { createEntry } from "./entry.ts";
import { IdentityButtons } from "./identity-buttons.tsx";
import { createMailWay } from "./mail-way.ts";
import { pageAfter } from "./page-after.ts";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Signs in to an account; a guest's chats move to it. */
export function SignInPage(): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const person = usePersonChange();
  const mailWay = createMailWay();
  const entry = createEntry();
  const mayRegister = () => entry()?.signUp === "open" || entry()?.signUp === "domain";
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const form = createForm<"email" | "password">({
    check: () => ({
      email: problem(checkEmail(email())),
      password: problem(checkFilled(password())),
    }),
    async send() {
      const { user } = chat.state();
      await chat.client.api.auth.signIn.mutate({ email: email(), password: password() });
      const storage = findStorage(() => localStorage);
      if (user?.isGuest && storage) handOverUnsent(storage, user.id);
      person.enter(pageAfter(location.hash));
    },
    fieldOf: { wrong_credentials: "password", invalid_input: "email" },
    say: { invalid_input: () => w("wrong.email") },
  });
  return (
    <AccountPage title={w("signIn.title")}>
      <Show when={Object.keys(chat.state().threads).length > 0}>
        <p class="mt-2 text-muted">{w("signIn.guest")}</p>
      </Show>
      <IdentityButtons />
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
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          problem={form.problem("password")}
        />
        <FormEnd form={form} label={w("signIn.submit")} />
      </form>
      <div class="mt-4 flex flex-col items-start">
        <Show when={mailWay()}>
          <PageLink href="/forgot-password">{w("signIn.forgot")}</PageLink>
        </Show>
        <Show when={mayRegister()}>
          <PageLink href="/register">{w("signIn.register")}</PageLink>
        </Show>
      </div>
    </AccountPage>
  );
}
