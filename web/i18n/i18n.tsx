import { translator, type Translator } from "@solid-primitives/i18n";
import { createContext, createEffect, createSignal, useContext } from "solid-js";
import { directionOf, type Locale } from "../../shared/locale.ts";
import type { Dictionary } from "./en.ts";

/** Dictionaries by file, from `web/`, such as `/chat/words/fr.ts`. */
export type PageWords = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Words besides the app's: those of the chat's parts, or those of the pages as well. */
export type WordSet = "chat" | "pages";

/** A language's words besides the app's. */
export interface PageSets {
  /** The dictionary of a file, once its set is loaded. Reactive. */
  find(file: string): PageWords[string] | undefined;
  /** Resolves once a set is loaded. Rejects when it cannot be; the next call retries. */
  load(set: WordSet): Promise<void>;
}

/** A language with its words. */
export interface Language {
  locale: Locale;
  dictionary: Dictionary;
  /** English has its words where they are used. */
  pages?: PageSets;
}

export interface I18n {
  /** The text of a key in the current language. Reactive. */
  t: Translator<Dictionary>;
  /** The current language. Reactive. */
  locale(): Locale;
  /** The dictionary of a file, once its set is loaded. Reactive. */
  pageWords(file: string): PageWords[string] | undefined;
  /** Resolves once a set is loaded, or cannot be: then English is shown. */
  ready(set: WordSet): Promise<void>;
  /** Switches once the language's words are loaded. Rejects when they cannot be loaded. */
  use(locale: Locale): Promise<void>;
}

/** Words in one language at a time; all change in one step, so no screen mixes languages. */
export function createI18n(initial: Language, load: (locale: Locale) => Promise<Language>): I18n {
  const [language, setLanguage] = createSignal(initial);
  let wanted = initial.locale;

  createEffect(() => {
    document.documentElement.lang = language().locale;
    document.documentElement.dir = directionOf(language().locale);
  });

  return {
    t: translator(() => language().dictionary),
    locale: () => language().locale,
    pageWords: (file) => language().pages?.find(file),
    ready: async (set) =>
      language()
        .pages?.load(set)
        .catch(() => {}),
    async use(locale) {
      wanted = locale;
      if (locale === language().locale) return;
      const loaded = await load(locale);
      await loaded.pages?.load("pages");
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

/** Waits for the words of the chat's parts, if there is a provider to load them. */
export function useChatWords(): () => Promise<void> {
  const i18n = useContext(I18nContext);
  return async () => i18n?.ready("chat");
}
