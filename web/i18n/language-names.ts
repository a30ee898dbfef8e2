import type { Locale } from "../../shared/locale.ts";

/** Each language's own name, which users look for whatever language is shown. */
export const languageNames: Record<Locale, string> = {
  en: "English",
  fr: "Français",
  es: "Español",
  de: "Deutsch",
  ar: "العربية",
  ja: "日本語",
  zh: "简体中文",
  pt: "Português",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  ko: "한국어",
};
