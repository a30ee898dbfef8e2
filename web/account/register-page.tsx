import { type JSX, Match, Show, Switch } from "solid-js";
import type { SignUpMode } from "../../shared/entry-modes.ts";
import { useChat } from "../state/chat.ts";
import { AccountPage } from "./account-page.tsx";
import { AccountReady } from "./account-ready.tsx";
import { createEntry } from "./entry.ts";
import { NextLink } from "./links.tsx";
import { RegisterFlow } from "./register-flow.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** Turns a guest or a stranger into an account, with a confirmation mail if the server sends mail. */
export function RegisterPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const entry = createEntry();
  const isRegistered = () => chat.state().user?.isGuest === false;
  return (
    <AccountPage title={isRegistered() ? w("register.done.title") : w("register.title")}>
      <Show when={!isRegistered()} fallback={<AccountReady />}>
        <Show when={entry()}>{(known) => <ByRule mode={known().signUp} />}</Show>
      </Show>
    </AccountPage>
  );
}

function ByRule(props: { mode: SignUpMode }): JSX.Element {
  const w = useAccountWords();
  return (
    <Switch fallback={<RegisterFlow invitation={null} byDomain={props.mode === "domain"} />}>
      <Match when={props.mode === "closed" || props.mode === "invitation"}>
        <p class="mt-2">
          {props.mode === "closed" ? w("register.closed") : w("register.invitation")}
        </p>
        <NextLink href="/sign-in">{w("signIn.title")}</NextLink>
      </Match>
    </Switch>
  );
}
