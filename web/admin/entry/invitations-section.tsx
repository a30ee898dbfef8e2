import { createSignal, For, type JSX, Show } from "solid-js";
import { toRequestError } from "../../../client/request-error.ts";
import type { EntryForAdmin } from "../../../shared/entry.ts";
import type { CreateInvitation, Invitation } from "../../../shared/invitations.ts";
import { createLoaded, LoadedView } from "../../account/loaded.tsx";
import { NewSecret } from "../../account/new-secret.tsx";
import { Notice, Section } from "../../account/section.tsx";
import { useAccountWords } from "../../account/words/account-words.ts";
import { useI18n } from "../../i18n/i18n.tsx";
import { withRegion } from "../../i18n/region.ts";
import { appAddress } from "../../state/base-path.ts";
import { useChat } from "../../state/chat.ts";
import { Button } from "../../ui/button.tsx";
import { useToasts } from "../../ui/toasts.tsx";
import { InvitationForm } from "./invitation-form.tsx";
import { useEntryWords } from "./words/entry-words.ts";

/** Links by which people come in. */
export function InvitationsSection(props: { entry: EntryForAdmin }): JSX.Element {
  const w = useEntryWords();
  const { t } = useI18n();
  const chat = useChat();
  const toasts = useToasts();
  const list = createLoaded(() => chat.client.api.admin.invitations.list.query());
  const [link, setLink] = createSignal("");
  const [revoked, setRevoked] = createSignal(false);

  async function create(wanted: CreateInvitation): Promise<void> {
    setRevoked(false);
    setLink("");
    const { secret } = await chat.client.api.admin.invitations.create.mutate(wanted);
    setLink(`${appAddress()}/invitation#${secret}`);
    await list.load();
  }
  async function revoke(invitationId: string): Promise<void> {
    setLink("");
    await chat.client.api.admin.invitations.revoke
      .mutate({ invitationId })
      .then(() => setRevoked(true))
      .catch((error: unknown) => {
        const { code } = toRequestError(error);
        if (code !== "not_found") toasts.show({ text: () => t(`refused.${code}`) });
      });
    await list.load();
  }

  return (
    <Section title={w("invitations.title")} intro={w("invitations.intro")}>
      <Show when={props.entry.signUp.mode === "closed"}>
        <p class="mt-2 text-sm font-medium">{w("invitations.closed")}</p>
      </Show>
      <LoadedView loaded={list}>
        {(invitations) => (
          <ul aria-label={w("invitations.title")} class="mt-3 flex flex-col divide-y divide-line">
            <For
              each={invitations()}
              fallback={<li class="py-2 text-muted">{w("invitations.none")}</li>}
            >
              {(invitation) => (
                <InvitationLine
                  invitation={invitation}
                  onRevoke={() => void revoke(invitation.id)}
                />
              )}
            </For>
          </ul>
        )}
      </LoadedView>
      <Notice text={revoked() ? w("invitations.revoked") : ""} />
      <Show when={link()}>
        {(address) => <NewSecret says={w("invitations.created")} secret={address()} />}
      </Show>
      <InvitationForm entry={props.entry} create={create} />
    </Section>
  );
}

function InvitationLine(props: { invitation: Invitation; onRevoke: () => void }): JSX.Element {
  const w = useEntryWords();
  const a = useAccountWords();
  const { locale } = useI18n();
  const name = () => props.invitation.name || w(`grants.${props.invitation.grants}`);
  const facts = () => {
    const { grants, uses, maxUses, expiresAt, state, createdBy } = props.invitation;
    const time = new Intl.DateTimeFormat(withRegion(locale()), {
      dateStyle: "medium",
      timeStyle: "short",
    }).format(new Date(expiresAt));
    return [
      w(`grants.${grants}`),
      maxUses === null ? w("invitations.uses", uses) : w("invitations.usesOf", uses, maxUses),
      state === "open" ? w("invitations.until", time) : w(`invitations.state.${state}`),
      ...(createdBy === null ? [] : [a("audit.by", createdBy)]),
    ].join(" · ");
  };
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
      <div class="min-w-0 flex-1">
        <p class="font-medium wrap-anywhere">{name()}</p>
        <p class="text-sm wrap-anywhere text-muted">{facts()}</p>
      </div>
      <Show when={props.invitation.state === "open"}>
        <Button aria-label={a("keys.revoke.label", name())} onClick={() => props.onRevoke()}>
          {a("keys.revoke")}
        </Button>
      </Show>
    </li>
  );
}
