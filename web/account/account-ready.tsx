import { type JSX, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { Done } from "./account-page.tsx";
import { NextLink, PageLink } from "./links.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** The end of a registration. The first account is the admin's, who may have no model yet. */
export function AccountReady(props: { title?: string }): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  return (
    <Done {...(props.title ? { title: props.title } : {})} text={w("register.done")}>
      <Show when={chat.state().user?.role === "admin"}>
        <p class="mt-3">{w("register.admin")}</p>
        <PageLink href="/admin/connections">{w("register.connect")}</PageLink>
      </Show>
      <div>
        <NextLink href="/">{w("action.toChat")}</NextLink>
      </div>
    </Done>
  );
}
