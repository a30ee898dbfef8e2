import { translator, type Translator } from "@solid-primitives/i18n";
import { createContext, createEffect, createSignal, useContext } from "solid-js";
import type { Locale } from "../../shared/locale.ts";
import type { Dictionary } from "./en.ts";

/** A language with its words. */
export interface Language {
  locale: Locale;
  dictionary: Dictionary;
}

export interface I18n {
  /** The text of a key in the current language. Reactive. */
  t: Translator<Dictionary>;
  /** The current language. Reactive. */
  locale(): Locale;
  /** Switches once the language's words are loaded. Rejects when they cannot be loaded. */
  use(locale: Locale): Promise<void>;
}

/** Words in one language at a time; both change in one step, so no screen mixes languages. */
export function createI18n(initial: Language, load: (locale: Locale) => Promise<Language>): I18n {
  const [language, setLanguage] = createSignal(initial);
  let wanted = initial.locale;

  createEffect(() => {
    document.documentElement.lang = language().locale;
  });

  return {
    t: translator(() => language().dictionary),
    locale: () => language().locale,
    async use(locale) {
      wanted = locale;
      if (locale === language().locale) return;
      const loaded = await load(locale);
      if (wanted === locale) setLanguage(loaded);
    },
  };
}

const I18nContext = createContext<I18n>();

export const I18nProvider = I18nContext.Provider;

/** The words of the nearest provider. */
export function useI18n(): I18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("I18nProvider is missing");
  return i18n;
}
