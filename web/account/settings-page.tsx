import { createSignal, type JSX, Show } from "solid-js";
import type { AccountView } from "../../shared/account.ts";
import { useChat } from "../state/chat.ts";
import { AccountPage } from "./account-page.tsx";
import { AnalyticsSection } from "./analytics-section.tsx";
import { ApiKeysSection } from "./api-keys-section.tsx";
import { DataSection, DeleteSection } from "./data-section.tsx";
import { DevicesSection } from "./devices-section.tsx";
import { EmailSection } from "./email-section.tsx";
import { NextLink, PageLink } from "./links.tsx";
import { createLoaded, LoadedView } from "./loaded.tsx";
import { createMailWay } from "./mail-way.ts";
import { MailsSection } from "./mails-section.tsx";
import { InstructionsSection } from "./personal/instructions-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { SharesSection } from "./shares-section.tsx";
import { useAccountWords } from "./words/account-words.ts";

/** The settings of an account, or of a guest. */
export function SettingsPage(): JSX.Element {
  const w = useAccountWords();
  const chat = useChat();
  const account = createLoaded(async () => {
    await chat.client.grant();
    return chat.client.api.account.get.query();
  });
  return (
    <AccountPage title={w("settings.title")} wide>
      <LoadedView loaded={account}>
        {(view) => (
          <Show when={!view().isGuest} fallback={<GuestSettings optOut={view().analyticsOptOut} />}>
            <OwnSettings account={view()} reload={account.load} />
          </Show>
        )}
      </LoadedView>
    </AccountPage>
  );
}

function GuestSettings(props: { optOut: boolean }): JSX.Element {
  const w = useAccountWords();
  return (
    <>
      <p class="mt-4 font-semibold">{w("settings.guest.title")}</p>
      <p class="mt-1">{w("settings.guest")}</p>
      <div class="flex flex-wrap items-end gap-x-6">
        <NextLink href="/register">{w("register.title")}</NextLink>
        <PageLink href="/sign-in">{w("signIn.title")}</PageLink>
      </div>
      <InstructionsSection />
      <AnalyticsSection optOut={props.optOut} />
      <DataSection />
      <DeleteSection isGuest />
    </>
  );
}

function OwnSettings(props: { account: AccountView; reload: () => Promise<void> }): JSX.Element {
  const mailWay = createMailWay();
  // A new number reloads the keys from the server.
  const [keysShown, showKeys] = createSignal(1);
  return (
    <>
      <InstructionsSection />
      <EmailSection email={props.account.email ?? ""} onChanged={props.reload} />
      <PasswordSection onKeysRevoked={() => showKeys((times) => times + 1)} />
      <Show when={mailWay() === "smtp" || mailWay() === "outbox"}>
        <MailsSection preferences={props.account.mailPreferences} />
      </Show>
      <DevicesSection />
      <Show when={keysShown()} keyed>
        <ApiKeysSection isAdmin={props.account.role === "admin"} />
      </Show>
      <AnalyticsSection optOut={props.account.analyticsOptOut} />
      <SharesSection />
      <DataSection />
      <DeleteSection isGuest={false} />
    </>
  );
}
