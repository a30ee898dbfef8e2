import { useNavigate } from "@solidjs/router";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { usePreferences } from "../state/preferences.ts";
import { themeChoices } from "../theme/theme-choice.ts";
import { focusComposer } from "../ui/focus-composer.ts";
import type { IconName } from "../ui/icons.tsx";
import { adminPlaces, type SettingsPlace, settingsPlaces } from "../settings/settings-places.ts";
import { useSettingsWords } from "../settings/words/settings-words.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { useSearchWords } from "./words/search-words.ts";

/** Something the search dialog can do or open. */
export interface Command {
  id: string;
  icon: IconName;
  label: string;
  /** Whether it is offered before anything is typed. */
  isUsual?: boolean;
  run: () => void;
}

/** The commands that the person may use, in the current language. */
export function useCommands(): () => readonly Command[] {
  const { t } = useI18n();
  const w = useSearchWords();
  const s = useSettingsWords();
  const chat = useChat();
  const navigate = useNavigate();
  const openDialog = useDialogs();
  const preferences = usePreferences();
  const page = (id: string, icon: IconName, [label, path]: [string, string]): Command => {
    return { id, icon, label, run: () => navigate(path) };
  };
  const placed = (group: string, { path, label, icon }: SettingsPlace): Command =>
    page(path, icon, [`${group}: ${s(label)}`, path]);
  const dialog = (
    kind: "archive" | "trash" | "shortcuts",
    icon: IconName,
    label: string,
  ): Command => {
    return { id: kind, icon, label, run: () => openDialog({ kind }) };
  };
  const themes = () =>
    themeChoices
      .filter((choice) => choice !== preferences.theme())
      .map((choice) => ({
        id: `theme-${choice}`,
        icon: "settings" as const,
        label: `${s("settings.theme")}: ${s(`settings.theme.${choice}`)}`,
        run: () => preferences.chooseTheme(choice),
      }));
  return () => {
    const user = chat.state().user;
    const isAdmin = user?.role === "admin";
    return [
      {
        id: "new",
        icon: "newChat",
        label: t("app.newChat"),
        isUsual: true,
        run() {
          navigate("/");
          focusComposer();
        },
      },
      { ...page("settings", "settings", [s("settings.title"), "/settings"]), isUsual: true },
      { ...dialog("shortcuts", "keyboard", s("settings.shortcuts")), isUsual: true },
      dialog("archive", "archive", w("search.archive")),
      dialog("trash", "trash", w("search.trash")),
      ...themes(),
      ...(user?.isGuest ? [page("sign-in", "user", [t("sidebar.signIn"), "/sign-in"])] : []),
      ...settingsPlaces
        .filter(
          ({ path, needsAccount }) => path !== "/settings" && !(needsAccount && user?.isGuest),
        )
        .map((place) => placed(s("settings.title"), place)),
      ...(isAdmin ? adminPlaces.map((place) => placed(s("admin.title"), place)) : []),
    ];
  };
}
