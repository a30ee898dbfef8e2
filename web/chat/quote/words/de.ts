import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const de: Translation<QuoteWords> = {
  quote: "Zitieren",
  remember: "Merken",
  remembered: "Zu deinem Gedächtnis hinzugefügt.",
  rememberedOff: "Zu deinem Gedächtnis hinzugefügt, das ausgeschaltet ist.",
  undo: "Rückgängig",
  full: "Dein Gedächtnis ist voll. Lösche zuerst etwas in den Einstellungen.",
};
