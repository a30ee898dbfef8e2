import { Navigate, useParams } from "@solidjs/router";
import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { AccountView } from "../../shared/account.ts";
import { AccountPage } from "../account/account-page.tsx";
import { AnalyticsSection } from "../account/analytics-section.tsx";
import { ApiKeysSection } from "../account/api-keys-section.tsx";
import { DataSection, DeleteSection } from "../account/data-section.tsx";
import { DevicesSection } from "../account/devices-section.tsx";
import { EmailSection } from "../account/email-section.tsx";
import { IdentitiesSection } from "../account/identities-section.tsx";
import { ImportSection } from "../account/import-section.tsx";
import { NextLink, PageLink } from "../account/links.tsx";
import { createLoaded, LoadedView } from "../account/loaded.tsx";
import { createMailWay } from "../account/mail-way.ts";
import { MailsSection } from "../account/mails-section.tsx";
import { InstructionsSection } from "../account/personal/instructions-section.tsx";
import { MemorySection } from "../account/personal/memory-section.tsx";
import { PasswordSection } from "../account/password-section.tsx";
import { PushSection } from "../notifications/push-section.tsx";
import { Section } from "../account/section.tsx";
import { SharesSection } from "../account/shares-section.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { useChat } from "../state/chat.ts";
import { createSignOut } from "../state/person-change.ts";
import { Button } from "../ui/button.tsx";
import { GeneralSection } from "./general-section.tsx";
import { settingsPlaces } from "./settings-places.ts";
import { useSettingsWords } from "./words/settings-words.ts";

/** One page of the settings. */
type SettingsContent = Component<{ account: AccountView; reload: () => Promise<void> }>;

/** The pages by their path; `/settings` itself needs no account, and has none here. */
const contents: Readonly<Record<string, SettingsContent>> = {
  "/settings/account": AccountSettings,
  "/settings/personal": () => (
    <>
      <InstructionsSection />
      <MemorySection />
    </>
  ),
  "/settings/notifications": NotificationSettings,
  "/settings/devices": DevicesSection,
  "/settings/keys": (props) => <ApiKeysSection isAdmin={props.account.role === "admin"} />,
  "/settings/shares": SharesSection,
  "/settings/data": (props) => (
    <>
      <DataSection />
      <Show when={!props.account.isGuest}>
        <ImportSection />
      </Show>
      <AnalyticsSection optOut={props.account.analyticsOptOut} />
    </>
  ),
};

/** The settings of an account, or of a guest: the page that the address names. */
export function SettingsPage(): JSX.Element {
  const w = useSettingsWords();
  const params = useParams<{ page?: string }>();
  const chat = useChat();
  const account = createLoaded(async () => {
    await chat.client.grant();
    return chat.client.api.account.get.query();
  });
  const place = () => {
    const path = params.page === undefined ? "/settings" : `/settings/${params.page}`;
    return settingsPlaces.find((one) => one.path === path);
  };
  return (
    <Show when={place()} fallback={<Navigate href="/settings" />}>
      {(shown) => (
        <AccountPage title={w(shown().label)} wide>
          <Show when={contents[shown().path]} fallback={<GeneralSection />}>
            {(content) => (
              <LoadedView loaded={account}>
                {(view) => (
                  <Show when={!(shown().needsAccount && view().isGuest)} fallback={<GuestNote />}>
                    <Dynamic component={content()} account={view()} reload={account.load} />
                  </Show>
                )}
              </LoadedView>
            )}
          </Show>
        </AccountPage>
      )}
    </Show>
  );
}

function GuestNote(): JSX.Element {
  const w = useAccountWords();
  return (
    <>
      <p class="mt-4 font-semibold">{w("settings.guest.title")}</p>
      <p class="mt-1">{w("settings.guest")}</p>
      <div class="flex flex-wrap items-baseline gap-x-6">
        <NextLink href="/register">{w("register.title")}</NextLink>
        <PageLink href="/sign-in">{w("signIn.title")}</PageLink>
      </div>
    </>
  );
}

function AccountSettings(props: {
  account: AccountView;
  reload: () => Promise<void>;
}): JSX.Element {
  return (
    <Show
      when={!props.account.isGuest}
      fallback={
        <>
          <GuestNote />
          <DeleteSection isGuest hasPassword={false} />
        </>
      }
    >
      <EmailSection
        email={props.account.email ?? ""}
        hasPassword={props.account.hasPassword}
        onChanged={props.reload}
      />
      <PasswordSection hasPassword={props.account.hasPassword} onChanged={props.reload} />
      <IdentitiesSection />
      <SignOutSection />
      <DeleteSection isGuest={false} hasPassword={props.account.hasPassword} />
    </Show>
  );
}

function SignOutSection(): JSX.Element {
  const w = useSettingsWords();
  const signOut = createSignOut();
  return (
    <Section title={w("menu.signOut")} intro={w("signOut.intro")}>
      <Button class="mt-3" icon="signOut" onClick={() => void signOut()}>
        {w("menu.signOut")}
      </Button>
    </Section>
  );
}

function NotificationSettings(props: { account: AccountView }): JSX.Element {
  return (
    <>
      <PushSection />
      <Show when={!props.account.isGuest}>
        <MailSettings account={props.account} />
      </Show>
    </>
  );
}

function MailSettings(props: { account: AccountView }): JSX.Element {
  const w = useSettingsWords();
  const mailWay = createMailWay();
  return (
    <Show when={mailWay()}>
      {(way) => (
        <Show
          when={way() === "smtp" || way() === "outbox"}
          fallback={<p class="mt-4 text-muted">{w("notifications.none")}</p>}
        >
          <MailsSection preferences={props.account.mailPreferences} />
        </Show>
      )}
    </Show>
  );
}
