import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const pl: Translation<AgainWords> = {
  "again.menu": "Odpowiedz inaczej",
  "again.shorter": "Krócej",
  "again.simpler": "Prościej",
  "again.longer": "Więcej szczegółów",
  "again.own": "Własne polecenie…",
  "again.another": "Inny model…",
  "again.field": "Co ma się zmienić?",
  "again.send": "Wygeneruj ponownie",
};
