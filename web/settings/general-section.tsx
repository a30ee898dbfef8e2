import { createUniqueId, For, type JSX } from "solid-js";
import { locales } from "../../shared/locale.ts";
import { Section } from "../account/section.tsx";
import { useI18n } from "../i18n/i18n.tsx";
import { languageNames } from "../i18n/language-names.ts";
import { usePreferences } from "../state/preferences.ts";
import { themeChoices } from "../theme/theme-choice.ts";
import { Button } from "../ui/button.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { useSettingsWords } from "./words/settings-words.ts";

/** What people set first: theme and language; and the list of keyboard shortcuts. */
export function GeneralSection(): JSX.Element {
  const w = useSettingsWords();
  const openDialog = useDialogs();
  return (
    <>
      <Section title={w("settings.theme")}>
        <ThemeChoice />
      </Section>
      <Section title={w("settings.language")}>
        <LanguageChoice />
      </Section>
      <Section title={w("settings.shortcuts")}>
        <Button
          class="mt-3"
          icon="keyboard"
          onClick={(event) => openDialog({ kind: "shortcuts" }, event.currentTarget)}
        >
          {w("shortcuts.show")}
        </Button>
      </Section>
    </>
  );
}

function ThemeChoice(): JSX.Element {
  const w = useSettingsWords();
  const preferences = usePreferences();
  const group = createUniqueId();
  return (
    <fieldset class="mt-3 flex flex-wrap gap-x-6">
      <legend class="sr-only">{w("settings.theme")}</legend>
      <For each={themeChoices}>
        {(choice) => (
          <label class="flex min-h-11 items-center gap-2.5">
            <input
              type="radio"
              name={group}
              class="size-5 shrink-0 accent-accent"
              checked={preferences.theme() === choice}
              onChange={() => preferences.chooseTheme(choice)}
            />
            {w(`settings.theme.${choice}`)}
          </label>
        )}
      </For>
    </fieldset>
  );
}

function LanguageChoice(): JSX.Element {
  const w = useSettingsWords();
  const { locale } = useI18n();
  const preferences = usePreferences();
  return (
    <select
      aria-label={w("settings.language")}
      class="mt-3 min-h-11 w-full max-w-sm rounded-lg border border-line bg-bg px-3"
      value={locale()}
      onChange={(event) => preferences.chooseLocale(event.currentTarget.value)}
    >
      <For each={locales}>
        {(value) => (
          <option value={value} lang={value} selected={value === locale()}>
            {languageNames[value]}
          </option>
        )}
      </For>
    </select>
  );
}
