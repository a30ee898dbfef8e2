import { A, useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { locales } from "../../shared/locale.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { languageNames } from "../i18n/preferred-locale.ts";
import { useChat } from "../state/chat.ts";
import { createSignOut } from "../state/person-change.ts";
import { usePreferences } from "../state/preferences.ts";
import { themeChoices } from "../theme/theme.ts";
import { Icon } from "../ui/icons.tsx";
import { type MenuEntry, MenuButton } from "../ui/menu.tsx";

/** The signed-in user, and the settings. */
export function SidebarFoot(props: { onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const entries = createEntries((path, navigate) => {
    navigate(path);
    props.onNavigate();
  });

  return (
    <div class="flex items-center gap-2.5 border-t border-line p-2 ps-3">
      <Icon name="user" class="size-5 shrink-0 text-muted" />
      <div class="min-w-0 flex-1 py-1 text-sm leading-tight">
        <Show when={chat.state().user}>
          {(user) => (
            <>
              <div class="truncate font-medium" title={user().email ?? undefined}>
                {user().email ?? t("sidebar.guest")}
              </div>
              <Show when={user().isGuest}>
                <A
                  href="/sign-in"
                  class="-my-1 inline-flex min-h-6 max-w-full items-center text-xs font-medium text-accent underline-offset-2 hover:underline coarse:min-h-11"
                  onClick={() => props.onNavigate()}
                >
                  <span class="truncate">{t("sidebar.signIn")}</span>
                </A>
              </Show>
            </>
          )}
        </Show>
      </div>
      <MenuButton
        label={t("settings.label")}
        icon="settings"
        entries={entries()}
        class="flex size-9 shrink-0 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
      />
    </div>
  );
}

type GoTo = (path: string, navigate: (path: string) => void) => void;

function createEntries(goTo: GoTo): () => readonly MenuEntry[] {
  const { t, locale } = useI18n();
  const chat = useChat();
  const openDialog = useDialogs();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const signOut = createSignOut();
  const page = (
    label: string,
    icon: "user" | "users" | "chart" | "spark",
    path: string,
  ): MenuEntry => ({
    kind: "action",
    label,
    icon,
    run: () => goTo(path, navigate),
  });
  const accountEntries = (): MenuEntry[] => {
    const user = chat.state().user;
    if (!user) return [];
    if (user.isGuest) return [page(t("menu.account"), "user", "/settings")];
    return [
      page(t("menu.account"), "user", "/settings"),
      ...(user.role === "admin"
        ? [
            page(t("menu.analytics"), "chart", "/admin/analytics"),
            page(t("menu.users"), "users", "/admin/users"),
            page(t("menu.workflows"), "spark", "/admin/workflows"),
          ]
        : []),
      {
        kind: "action",
        label: t("menu.signOut"),
        icon: "signOut",
        run: () => void signOut(),
      },
    ];
  };
  return () => [
    {
      kind: "choice",
      label: t("settings.theme"),
      value: preferences.theme(),
      options: themeChoices.map((value) => ({ value, label: t(`settings.theme.${value}`) })),
      choose: preferences.chooseTheme,
    },
    {
      kind: "choice",
      label: t("settings.language"),
      value: locale(),
      options: locales.map((value) => ({ value, label: languageNames[value] })),
      choose: preferences.chooseLocale,
    },
    {
      kind: "action",
      label: t("settings.shortcuts"),
      icon: "keyboard",
      run: (button) => openDialog({ kind: "shortcuts" }, button),
    },
    ...accountEntries(),
  ];
}
