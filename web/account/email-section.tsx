import { createSignal, type JSX } from "solid-js";
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
      password: problem(checkFilled(password())),
    }),
    async send() {
      setMailedTo("");
      setChanged(false);
      const wanted = { email: email().trim(), password: password() };
      const { done } = await chat.client.api.account.changeEmail.mutate(wanted);
      setChanged(done);
      setMailedTo(done ? "" : wanted.email);
      setEmail("");
      setPassword("");
      if (done) await props.onChanged();
    },
    fieldOf: {
      wrong_credentials: "password",
      conflict: "email",
      forbidden: "email",
      invalid_input: "email",
    },
    say: {
      wrong_credentials: () => w("wrong.password"),
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
        <PasswordField
          label={w("field.currentPassword")}
          autocomplete="current-password"
          value={password()}
          onInput={setPassword}
          problem={form.problem("password")}
        />
        <FormEnd form={form} label={w("email.submit")} look="plain" class="self-start" />
      </form>
      <Notice text={notice()} />
    </Section>
  );
}
