import type { Translation } from "../../../i18n/page-words.ts";
import type { DictationWords } from "./en.ts";

export const pl: Translation<DictationWords> = {
  start: "Dyktuj",
  stop: "Zakończ dyktowanie",
  listening: "Słucham… Producent przeglądarki może przetwarzać to, co mówisz. Esc kończy.",
  "problem.denied":
    "Przeglądarka nie zezwala tu na mikrofon. Zezwól na niego w ustawieniach witryny.",
  "problem.microphone": "Nie znaleziono mikrofonu.",
  "problem.silence": "Nic nie było słychać. Spróbuj ponownie.",
  "problem.network": "Usługa mowy przeglądarki jest nieosiągalna.",
  "problem.language": "Przeglądarka nie potrafi zapisywać mowy w tym języku.",
  "problem.failed": "Dyktowanie przerwano z powodu błędu.",
};
