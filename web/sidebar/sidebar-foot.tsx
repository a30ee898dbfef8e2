import { type JSX, Show } from "solid-js";
import { locales } from "../../shared/locale.ts";
import { useDialogs } from "../app/dialogs.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { languageNames } from "../i18n/preferred-locale.ts";
import { usePreferences } from "../state/preferences.ts";
import { useChat } from "../state/chat.ts";
import { themeChoices } from "../theme/theme.ts";
import { Icon } from "../ui/icons.tsx";
import { type MenuEntry, MenuButton } from "../ui/menu.tsx";

/** Who is signed in, and the settings. */
export function SidebarFoot(): JSX.Element {
  const { t, locale } = useI18n();
  const chat = useChat();
  const openDialog = useDialogs();
  const preferences = usePreferences();
  const entries = (): readonly MenuEntry[] => [
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
  ];

  return (
    <div class="flex items-center gap-2.5 border-t border-line p-2 ps-3">
      <Icon name="user" class="size-5 shrink-0 text-muted" />
      <div class="min-w-0 flex-1 py-1 text-sm leading-tight">
        <Show when={chat.state().user}>
          {(user) => (
            <>
              <div class="truncate font-medium">{user().email ?? t("sidebar.guest")}</div>
              <Show when={user().isGuest}>
                <div class="truncate text-xs text-muted">{t("sidebar.guest.hint")}</div>
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
