import type { Locale } from "../../shared/locale.ts";
import { en } from "./en.ts";
import type { Language } from "./i18n.tsx";
import { loadModule } from "../loading/load-module.ts";

/** The language's words. English is always here; the others are files of their own. */
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

/** The language's words, or English when they cannot be loaded: better than an empty page. */
export async function loadFirstLanguage(locale: Locale): Promise<Language> {
  try {
    return await loadLanguage(locale);
  } catch {
    return { locale: "en", dictionary: en };
  }
}
