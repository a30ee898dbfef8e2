import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const nl: Translation<DictationWords> = {
  start: "Dicteren",
  stop: "Stoppen met dicteren",
  listening: "Luistert… De maker van je browser kan verwerken wat je zegt. Esc stopt.",
  "problem.denied":
    "De browser staat de microfoon hier niet toe. Sta die toe in de instellingen van de site.",
  "problem.microphone": "Geen microfoon gevonden.",
  "problem.silence": "Er was niets te horen. Probeer het opnieuw.",
  "problem.network": "De spraakdienst van de browser is niet bereikbaar.",
  "problem.language": "De browser kan spraak in deze taal niet uitschrijven.",
  "problem.failed": "Het dicteren is gestopt door een fout.",
};
