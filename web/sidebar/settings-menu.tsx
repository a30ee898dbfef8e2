import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { locales } from "../../shared/locale.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { languageNames } from "../i18n/language-names.ts";
import { useChat } from "../state/chat.ts";
import { createSignOut } from "../state/person-change.ts";
import { usePreferences } from "../state/preferences.ts";
import { themeChoices } from "../theme/theme-choice.ts";
import { type MenuEntry, MenuButton } from "../ui/menu.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { useSettingsWords } from "../settings/words/settings-words.ts";
import type { IconName } from "../ui/icons.tsx";
import { useMenuWords } from "./words/menu-words.ts";

/** The menu with theme, language, pages and sign-out. */
export function SettingsMenu(props: { onNavigate: () => void }): JSX.Element {
  const w = useMenuWords();
  const entries = createEntries((path, navigate) => {
    navigate(path);
    props.onNavigate();
  });
  return (
    <MenuButton
      label={w("settings.label")}
      icon="settings"
      entries={entries()}
      class="flex size-full items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg"
    />
  );
}

type GoTo = (path: string, navigate: (path: string) => void) => void;

function createEntries(goTo: GoTo): () => readonly MenuEntry[] {
  const { locale } = useI18n();
  const w = useMenuWords();
  const s = useSettingsWords();
  const chat = useChat();
  const openDialog = useDialogs();
  const preferences = usePreferences();
  const navigate = useNavigate();
  const signOut = createSignOut();
  const page = (label: string, icon: IconName, path: string): MenuEntry => ({
    kind: "action",
    label,
    icon,
    run: () => goTo(path, navigate),
  });
  const accountEntries = (): MenuEntry[] => {
    const user = chat.state().user;
    if (!user) return [];
    if (user.isGuest) return [page(s("settings.title"), "settings", "/settings")];
    return [
      page(s("settings.title"), "settings", "/settings"),
      ...(user.role === "admin" ? [page(s("admin.title"), "users", "/admin/analytics")] : []),
      {
        kind: "action",
        label: s("menu.signOut"),
        icon: "signOut",
        run: () => void signOut(),
      },
    ];
  };
  return () => [
    {
      kind: "choice",
      label: s("settings.theme"),
      value: preferences.theme(),
      options: themeChoices.map((value) => ({ value, label: s(`settings.theme.${value}`) })),
      choose: preferences.chooseTheme,
    },
    {
      kind: "choice",
      label: s("settings.language"),
      value: locale(),
      options: locales.map((value) => ({ value, label: languageNames[value] })),
      choose: preferences.chooseLocale,
    },
    {
      kind: "action",
      label: s("settings.shortcuts"),
      icon: "keyboard",
      run: (button) => openDialog({ kind: "shortcuts" }, button),
    },
    {
      kind: "action",
      label: w("thread.archive.list"),
      icon: "archive",
      run: (button) => openDialog({ kind: "archive" }, button),
    },
    {
      kind: "action",
      label: w("trash.list"),
      icon: "trash",
      run: (button) => openDialog({ kind: "trash" }, button),
    },
    ...accountEntries(),
  ];
}
