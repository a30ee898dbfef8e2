import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const pl: Translation<TemporaryWords> = {
  "temporary.title": "Czat tymczasowy",
  "temporary.keep": "Zachowaj czat",
  "temporary.kept": "Czat jest teraz na liście.",
  "temporary.notKept": "Nie udało się zachować czatu.",
  "temporary.export": "Eksportuj",
};
