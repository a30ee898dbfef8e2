import { createSignal, type JSX, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { checkEmail, checkFilled } from "./check-fields.ts";
import { PasswordField, TextField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { Notice, Section } from "./section.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** The account's e-mail address, and how to change it. */
export function EmailSection(props: {
  email: string;
  hasPassword: boolean;
  onChanged: () => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const [email, setEmail] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [mailedTo, setMailedTo] = createSignal("");
  const [changed, setChanged] = createSignal(false);
  const form = createForm<"email" | "password">({
    check: () => ({
      email: problem(checkEmail(email())),
      password: problem(props.hasPassword ? checkFilled(password()) : null),
    }),
    async send() {
      setMailedTo("");
      setChanged(false);
      const wanted = { email: email().trim(), password: props.hasPassword ? password() : null };
      const { done } = await chat.client.api.account.changeEmail.mutate(wanted);
      setChanged(done);
      setMailedTo(done ? "" : wanted.email);
      setEmail("");
      setPassword("");
      if (done) await props.onChanged();
    },
    fieldOf: {
      ...(props.hasPassword ? { wrong_credentials: "password" as const } : {}),
      conflict: "email",
      forbidden: "email",
      invalid_input: "email",
    },
    say: {
      wrong_credentials: () => (props.hasPassword ? w("wrong.password") : w("wrong.signInAgain")),
      invalid_input: () => w("wrong.email"),
      forbidden: () => w("wrong.domain"),
    },
  });
  const notice = () => {
    if (mailedTo() !== "") return w("email.mailed", mailedTo());
    return changed() ? w("email.changed") : "";
  };
  return (
    <Section
      title={w("email.title")}
      intro={w("email.present", chat.state().user?.email ?? props.email)}
    >
      <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
        <TextField
          label={w("field.newEmail")}
          type="email"
          autocomplete="email"
          value={email()}
          onInput={setEmail}
          problem={form.problem("email")}
        />
        <Show when={props.hasPassword}>
          <PasswordField
            label={w("field.currentPassword")}
            autocomplete="current-password"
            value={password()}
            onInput={setPassword}
            problem={form.problem("password")}
          />
        </Show>
        <FormEnd form={form} label={w("email.submit")} look="plain" class="self-start" />
      </form>
      <Notice text={notice()} />
    </Section>
  );
}
