import { appName } from "../state/app-name.ts";
import { A, type RouteSectionProps, useLocation } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { AccountPage, FramedContext } from "../account/account-page.tsx";
import { useAccountWords } from "../account/words/account-words.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { SettingsNav } from "./settings-nav.tsx";
import { adminPlaces } from "./settings-places.ts";
import { useSettingsWords } from "./words/settings-words.ts";

/** The frame of the settings and of the administration: their navigation stays, the page changes. */
export function SettingsFrame(props: RouteSectionProps): JSX.Element {
  const chat = useChat();
  const location = useLocation();
  /** Whether the page is for admins, and the user known to be none. */
  const isRefused = () => {
    const user = chat.state().user;
    return location.pathname.startsWith("/admin/") && user !== null && user.role !== "admin";
  };
  return (
    <FramedContext.Provider value={true}>
      <PageHeader title={appName()} heading={false} />
      <div class="flex min-h-0 flex-1 max-lg:flex-col">
        <SettingsNav />
        <div class="flex min-h-0 min-w-0 flex-1 flex-col">
          <Show when={!isRefused()} fallback={<Refused />}>
            {props.children}
          </Show>
        </div>
      </div>
    </FramedContext.Provider>
  );
}

/** Said once instead of each part of a page that only admins may see. */
function Refused(): JSX.Element {
  const { t } = useI18n();
  const w = useAccountWords();
  const s = useSettingsWords();
  const chat = useChat();
  const location = useLocation();
  const place = () => adminPlaces.find(({ path }) => location.pathname.startsWith(path));
  return (
    <AccountPage title={s(place()?.label ?? "admin.title")} wide>
      <p role="alert" class="mt-3">
        {w("wrong.forbidden")}
      </p>
      <Show when={chat.state().user?.isGuest}>
        <A
          href="/sign-in"
          class="mt-4 inline-flex min-h-9 items-center rounded-lg bg-accent px-3 text-sm font-medium text-on-accent hover:bg-accent-hover coarse:min-h-11"
        >
          {t("sidebar.signIn")}
        </A>
      </Show>
    </AccountPage>
  );
}
