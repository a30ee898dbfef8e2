import { createSignal, type JSX } from "solid-js";
import { useChat } from "../state/chat.ts";
import { checkFilled, checkNewPassword } from "./check-fields.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { Notice, Section } from "./section.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** How the password is changed. */
export function PasswordSection(): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const [current, setCurrent] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [changed, setChanged] = createSignal(false);
  const form = createForm<"current" | "password">({
    check: () => ({
      current: problem(checkFilled(current())),
      password: problem(checkNewPassword(password())),
    }),
    async send() {
      setChanged(false);
      const change = { currentPassword: current(), password: password() };
      await chat.client.api.account.changePassword.mutate(change);
      setCurrent("");
      setPassword("");
      setChanged(true);
    },
    fieldOf: { wrong_credentials: "current", weak_password: "password" },
    say: { wrong_credentials: () => w("wrong.password") },
  });
  return (
    <Section title={w("password.title")} intro={w("password.intro")}>
      <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
        <PasswordField
          label={w("field.currentPassword")}
          autocomplete="current-password"
          value={current()}
          onInput={setCurrent}
          problem={form.problem("current")}
        />
        <PasswordField
          label={w("field.newPassword")}
          hint={w("field.password.hint")}
          autocomplete="new-password"
          value={password()}
          onInput={setPassword}
          problem={form.problem("password")}
        />
        <FormEnd form={form} label={w("password.submit")} look="plain" class="self-start" />
      </form>
      <Notice text={changed() ? w("password.changed") : ""} />
    </Section>
  );
}
