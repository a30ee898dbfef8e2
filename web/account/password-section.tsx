import { createSignal, type JSX, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { checkFilled, checkNewPassword } from "./check-fields.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { RevokeKeysBox } from "./revoke-keys-box.tsx";
import { Notice, Section } from "./section.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** The form to change the password. */
export function PasswordSection(props: {
  hasPassword: boolean;
  onChanged: () => Promise<void>;
}): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const [current, setCurrent] = createSignal("");
  const [password, setPassword] = createSignal("");
  const [revokeKeys, setRevokeKeys] = createSignal(false);
  const [changed, setChanged] = createSignal<"password.changed" | "password.changedKeys" | null>(
    null,
  );
  const form = createForm<"current" | "password">({
    check: () => ({
      current: problem(props.hasPassword ? checkFilled(current()) : null),
      password: problem(checkNewPassword(password())),
    }),
    async send() {
      setChanged(null);
      const change = {
        currentPassword: props.hasPassword ? current() : null,
        password: password(),
        revokeKeys: revokeKeys(),
      };
      await chat.client.api.account.changePassword.mutate(change);
      setCurrent("");
      setPassword("");
      setRevokeKeys(false);
      setChanged(change.revokeKeys ? "password.changedKeys" : "password.changed");
      if (!props.hasPassword) await props.onChanged();
    },
    fieldOf: {
      ...(props.hasPassword ? { wrong_credentials: "current" as const } : {}),
      weak_password: "password",
    },
    say: {
      wrong_credentials: () => (props.hasPassword ? w("wrong.password") : w("wrong.signInAgain")),
    },
  });
  const noticeText = () => {
    const key = changed();
    return key === null ? "" : w(key);
  };
  return (
    <Section
      title={w("password.title")}
      intro={props.hasPassword ? w("password.intro") : w("password.none")}
    >
      <form class="mt-4 flex max-w-sm flex-col gap-4" noValidate onSubmit={form.submit}>
        <Show when={props.hasPassword}>
          <PasswordField
            label={w("field.currentPassword")}
            autocomplete="current-password"
            value={current()}
            onInput={setCurrent}
            problem={form.problem("current")}
          />
        </Show>
        <PasswordField
          label={w("field.newPassword")}
          hint={w("field.password.hint")}
          autocomplete="new-password"
          value={password()}
          onInput={setPassword}
          problem={form.problem("password")}
        />
        <RevokeKeysBox checked={revokeKeys()} onChange={setRevokeKeys} />
        <FormEnd
          form={form}
          label={props.hasPassword ? w("password.submit") : w("reset.submit")}
          look="plain"
          class="self-start"
        />
      </form>
      <Notice text={noticeText()} />
    </Section>
  );
}
