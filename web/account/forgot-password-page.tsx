import { createSignal, type JSX, Match, Switch } from "solid-js";
import { useChat } from "../state/chat.ts";
import { AccountPage, Done } from "./account-page.tsx";
import { checkEmail } from "./check-fields.ts";
import { TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { createMailWay } from "./mail-way.ts";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Requests a password reset link. */
export function ForgotPasswordPage(): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const mailWay = createMailWay();
  const [email, setEmail] = createSignal("");
  const [sentTo, setSentTo] = createSignal("");
  const form = createForm<"email">({
    check: () => ({ email: problem(checkEmail(email())) }),
    async send() {
      await chat.client.api.auth.requestPasswordReset.mutate({ email: email() });
      setSentTo(email().trim());
    },
    fieldOf: { invalid_input: "email" },
    say: { invalid_input: () => w("wrong.email") },
  });
  return (
    <AccountPage title={w("forgot.title")}>
      <Switch>
        <Match when={mailWay() === "none"}>
          <p class="mt-2">{w("forgot.noMail")}</p>
        </Match>
        <Match when={sentTo()}>
          {(to) => <Done title={w("forgot.sent.title")} text={w("forgot.sent", to())} />}
        </Match>
        <Match when={!sentTo()}>
          <p class="mt-2 text-muted">{w("forgot.intro")}</p>
          <form class="mt-6 flex flex-col gap-4" noValidate onSubmit={form.submit}>
            <TextField
              label={w("field.email")}
              type="email"
              autocomplete="username"
              value={email()}
              onInput={setEmail}
              problem={form.problem("email")}
            />
            <FormEnd form={form} label={w("forgot.submit")} />
          </form>
        </Match>
      </Switch>
    </AccountPage>
  );
}
