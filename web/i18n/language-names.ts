import type { Locale } from "../../shared/locale.ts";

/** Each language's own name, which users look for whatever language is shown. */
export const languageNames: Record<Locale, string> = {
  en: "English",
  fr: "Français",
  es: "Español",
};
