import { createSignal, type JSX, Match, Switch } from "solid-js";
import { useChat } from "../state/chat.ts";
import { AccountPage, Done } from "./account-page.tsx";
import { checkNewPassword } from "./check-fields.ts";
import { PasswordField } from "./field.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { takeLinkSecret } from "./link-secret.ts";
import { NextLink, PageLink } from "./links.tsx";
import { RevokeKeysBox } from "./revoke-keys-box.tsx";
import { useProblem } from "./use-problem.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Sets a new password with a mailed link. */
export function ResetPasswordPage(): JSX.Element {
  const w = useAccountWords();
  const problem = useProblem();
  const chat = useChat();
  const secret = takeLinkSecret();
  const [password, setPassword] = createSignal("");
  const [revokeKeys, setRevokeKeys] = createSignal(false);
  const [done, setDone] = createSignal(false);
  const form = createForm<"password">({
    check: () => ({ password: problem(checkNewPassword(password())) }),
    async send() {
      const change = { secret, password: password(), revokeKeys: revokeKeys() };
      await chat.client.api.auth.resetPassword.mutate(change);
      setDone(true);
    },
    fieldOf: { weak_password: "password" },
  });
  return (
    <AccountPage title={w("reset.title")}>
      <Switch>
        <Match when={secret === ""}>
          <p class="mt-2">{w("link.missing")}</p>
          <NextLink href="/forgot-password">{w("reset.again")}</NextLink>
        </Match>
        <Match when={done()}>
          <Done title={w("reset.done.title")} text={w("reset.done")}>
            <NextLink href="/sign-in">{w("signIn.title")}</NextLink>
          </Done>
        </Match>
        <Match when={!done()}>
          <form class="mt-6 flex flex-col gap-4" noValidate onSubmit={form.submit}>
            <PasswordField
              label={w("field.newPassword")}
              hint={w("field.password.hint")}
              autocomplete="new-password"
              value={password()}
              onInput={setPassword}
              problem={form.problem("password")}
            />
            <RevokeKeysBox checked={revokeKeys()} onChange={setRevokeKeys} />
            <FormEnd form={form} label={w("reset.submit")} />
          </form>
          <div class="mt-4">
            <PageLink href="/forgot-password">{w("reset.again")}</PageLink>
          </div>
        </Match>
      </Switch>
    </AccountPage>
  );
}
