import type { Locale } from "../../shared/locale.ts";
import { en } from "./en.ts";
import type { Language } from "./i18n.tsx";
import { loadModule } from "../loading/load-module.ts";

/** Loads a language's words. English is built in; the others are separate files. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  switch (locale) {
    case "en":
      return { locale, dictionary: en };
    case "fr":
      return { locale, dictionary: (await loadModule(() => import("./fr.ts"))).fr };
    case "es":
      return { locale, dictionary: (await loadModule(() => import("./es.ts"))).es };
  }
}

/** Loads a language's words, or English when that fails: better than an empty page. */
export async function loadFirstLanguage(locale: Locale): Promise<Language> {
  try {
    return await loadLanguage(locale);
  } catch {
    return { locale: "en", dictionary: en };
  }
}
