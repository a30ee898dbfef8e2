import type { Locale } from "../../shared/locale.ts";
import { type Dictionary, en } from "./en.ts";
import type { Language } from "./i18n.tsx";
import type { SetLoaders } from "./page-sets.ts";
import type { Translation } from "./page-words.ts";

/** A language's own file, in `languages/`. */
interface LanguageFile {
  app: Translation<Dictionary>;
  sets: SetLoaders;
}

/** The files of all languages but English, which is built in. */
const files: Readonly<Record<Exclude<Locale, "en">, () => Promise<LanguageFile>>> = {
  fr: () => import("./languages/fr.ts"),
  es: () => import("./languages/es.ts"),
  de: () => import("./languages/de.ts"),
  ar: () => import("./languages/ar.ts"),
  ko: () => import("./languages/ko.ts"),
  pl: () => import("./languages/pl.ts"),
  nl: () => import("./languages/nl.ts"),
  it: () => import("./languages/it.ts"),
  pt: () => import("./languages/pt.ts"),
  zh: () => import("./languages/zh.ts"),
  ja: () => import("./languages/ja.ts"),
};

/** Loads a language's words; those of the chat's parts follow, and of the pages when needed. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  if (locale === "en") return { locale, dictionary: en };
  const [{ app, sets }, { createPageSets }] = await Promise.all([
    files[locale](),
    import("./page-sets.ts"),
  ]);
  return { locale, dictionary: { ...en, ...app }, pages: createPageSets(sets) };
}

/** Loads a language's words, or English when that fails: better than an empty page. */
export async function loadFirstLanguage(locale: Locale): Promise<Language> {
  try {
    return await loadLanguage(locale);
  } catch {
    return { locale: "en", dictionary: en };
  }
}
