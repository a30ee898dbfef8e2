import { createEffect, createSignal, type JSX, Match, Show, Switch } from "solid-js";
import { toRequestError } from "../../client/request-error.ts";
import type { InvitationGrant } from "../../shared/invitation-limits.ts";
import { preferencesOf } from "../i18n/account-locale.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { usePersonChange } from "../state/person-change.ts";
import { AccountPage } from "./account-page.tsx";
import { AccountReady } from "./account-ready.tsx";
import { createForm, FormEnd } from "./form.tsx";
import { takeLinkSecret } from "./link-secret.ts";
import { NextLink } from "./links.tsx";
import { createLoaded, LoadedView } from "./loaded.tsx";
import { RegisterFlow } from "./register-flow.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** Lets people in who come by an invitation's link: as guests, or by registering. */
export function InvitationPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const secret = takeLinkSecret();
  /** Whether the visitor came as a guest; null until it is known who they are. */
  const [cameAsGuest, setCameAsGuest] = createSignal<boolean | null>(null);
  createEffect(() => {
    const { user } = chat.state();
    if (user) setCameAsGuest((known) => known ?? user.isGuest);
  });
  const isRegistered = () => chat.state().user?.isGuest === false;
  const invitation = createLoaded(() => openInvitation(chat, secret));
  return (
    <AccountPage
      title={w(isRegistered() && cameAsGuest() ? "register.done.title" : "invitation.title")}
    >
      <Show
        when={!isRegistered()}
        fallback={
          <Show when={!cameAsGuest()} fallback={<AccountReady />}>
            <p class="mt-2">{w("invitation.have")}</p>
            <NextLink href="/">{w("action.toChat")}</NextLink>
          </Show>
        }
      >
        <LoadedView loaded={invitation}>
          {(grants) => <Invited secret={secret} grants={grants()} />}
        </LoadedView>
      </Show>
    </AccountPage>
  );
}

/** What the invitation makes of a person; "none" when it cannot be used. */
async function openInvitation(
  chat: ReturnType<typeof useChat>,
  secret: string,
): Promise<InvitationGrant | "none"> {
  if (secret === "") return "none";
  try {
    return (await chat.client.api.auth.openInvitation.mutate({ secret })).grants;
  } catch (error) {
    const { code } = toRequestError(error);
    if (code === "invalid_link" || code === "invalid_input") return "none";
    throw error;
  }
}

function Invited(props: { secret: string; grants: InvitationGrant | "none" }): JSX.Element {
  const w = useAccountWords();
  return (
    <Switch fallback={<RegisterFlow invitation={props.secret} byDomain={false} />}>
      <Match when={props.grants === "none"}>
        <p class="mt-2">{w("invitation.invalid")}</p>
        <NextLink href="/sign-in">{w("signIn.title")}</NextLink>
      </Match>
      <Match when={props.grants === "guest"}>
        <EnterAsGuest secret={props.secret} />
      </Match>
    </Switch>
  );
}

/** On a click, because programs that look at links in messages open them too. */
function EnterAsGuest(props: { secret: string }): JSX.Element {
  const w = useAccountWords();
  const { locale } = useI18n();
  const chat = useChat();
  const person = usePersonChange();
  const form = createForm<never>({
    check: () => ({}),
    async send() {
      const preferences = preferencesOf(locale());
      await chat.client.api.auth.guest.mutate({ ...preferences, invitation: props.secret });
      person.enter("/");
    },
    say: { invalid_link: () => w("invitation.invalid") },
  });
  return (
    <>
      <p class="mt-2 text-muted">{w("invitation.guest")}</p>
      <form class="mt-6 flex flex-col gap-4" onSubmit={form.submit}>
        <FormEnd form={form} label={w("invitation.enter")} />
      </form>
    </>
  );
}
