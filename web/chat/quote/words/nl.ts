import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const nl: Translation<QuoteWords> = {
  quote: "Citeren",
  remember: "Onthouden",
  remembered: "Toegevoegd aan je geheugen.",
  rememberedOff: "Toegevoegd aan je geheugen, dat uitstaat.",
  undo: "Ongedaan maken",
  full: "Je geheugen is vol. Verwijder eerst iets in de instellingen.",
};
